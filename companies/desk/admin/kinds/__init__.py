"""The admin of each kind of row, a file a kind, over what all of them share (`desk_row.py`)."""
