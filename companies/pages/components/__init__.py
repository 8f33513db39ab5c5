"""What views share: parts of pages, each with its data made ready for a template."""
