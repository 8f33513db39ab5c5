"""A seeded world of any size, written straight into the product's tables by the product's own composing and hashing."""
