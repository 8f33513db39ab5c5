"""The caches that answers are kept in."""
