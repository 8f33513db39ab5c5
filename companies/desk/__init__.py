"""How editors work: the admin, and the data packs."""
