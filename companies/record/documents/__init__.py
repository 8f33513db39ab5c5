"""What a document says: its fields, how it is composed, and what follows from it (chains, names of the day, law states)."""
