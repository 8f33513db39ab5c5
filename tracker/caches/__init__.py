"""Caches of Django's framework, made for answers: bounded in bytes, and never a reason to fail."""
