"""What stands in the desk's forms: fields, widgets, child rows, warnings, conflicts."""
