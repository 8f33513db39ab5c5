"""Middleware, one duty a file."""
