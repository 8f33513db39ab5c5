"""One run that asks all servers the same, in turn, and tells what each answer cost."""
