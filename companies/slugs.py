"""What a slug or key looks like: lower-case ASCII words joined by a hyphen (data/FORMAT.md)."""

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""For JSON Schema, for PostgreSQL and for Python, where :func:`re.fullmatch` is to be used."""
