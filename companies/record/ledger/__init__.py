"""The append-only tables, what is derived from them, and what guards and verifies them."""
