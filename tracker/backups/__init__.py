"""Backups: the whole database in one private file, taken while others write, and put into an empty place again."""
