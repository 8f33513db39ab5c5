"""What a document says: its fields, how it is composed, and chains, names of the day and law states."""
