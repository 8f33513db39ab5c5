"""What programs read. A view parses, asks the record, renders."""
