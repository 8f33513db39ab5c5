"""What the API says of itself: OpenAPI 3.1, made from the filters and the codebook."""
