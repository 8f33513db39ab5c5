"""Data packs: seven files of rows that are read into the desk, and written back from it (``data/FORMAT.md``).

reading → values → rules → comparing → writing, joined by ``loading``; ``exporting`` is the way back.
"""
