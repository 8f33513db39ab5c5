"""The one door from the desk to the ledger: compose a set, validate it, append it."""
