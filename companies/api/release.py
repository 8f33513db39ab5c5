"""Which release answers: part of every ETag, since a new release may say the same rows in another form."""

RELEASE = "0.1.0"
