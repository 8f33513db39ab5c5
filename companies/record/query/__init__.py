"""From a query string to a validated query: parameters, filters, parsers, errors, cursors."""
