"""What the record says at a snapshot of the two clocks: items, lists, changes."""
