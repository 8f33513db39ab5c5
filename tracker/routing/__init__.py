"""Which database a request is read from: a replica that is new enough, else the primary (decision 044)."""
