"""From a query string to what the record is asked: parameters, filters, parsers, errors, cursors."""
