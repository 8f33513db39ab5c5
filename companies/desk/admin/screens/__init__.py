"""The screens between an editor and the record: what is shown, confirmed, previewed, published."""
