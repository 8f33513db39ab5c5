"""Speed, measured: a large made-up world, what a user would pick instead, and one run that compares them."""
