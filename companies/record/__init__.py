"""What was published: an append-only ledger, and what is derived from it.

``publish`` is the only way in, ``read`` and its neighbours the only way out.
"""
