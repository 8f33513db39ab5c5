"""Tables that lists, counts and totals are read from: made from entries alone, one set after another.

A reader may ask for any state of the record and any day. An index serves the newest state; these tables serve all of
them alike (decision 038). ``publish`` files each set into them, and ``rebuild_entries`` makes them anew.
"""
