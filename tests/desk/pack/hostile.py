"""What hypothesis makes of a pack: objects with the format's keys and whatever values."""

from typing import Any

from hypothesis import strategies as st

from companies.record.documents.fields import CHILD_KEYS, PACK_KEYS

words = st.sampled_from(
    ["user_data", "news", "lantern", "2020", "2020-02-30", "https://a", "supports", "\ud800", "\x00", ""]
)
values: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | words, inner, max_size=3),
    max_leaves=8,
)
keys = st.sampled_from(sorted({key for names in (*PACK_KEYS.values(), *CHILD_KEYS.values()) for key in names}))
children = st.lists(st.dictionaries(keys, values, max_size=4), max_size=3)
rows = st.dictionaries(keys | st.text(), values | children, max_size=12)
