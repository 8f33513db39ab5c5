"""What a user would write instead: ordinary models with a history table, and ordinary views over them."""
