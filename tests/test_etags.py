"""The head stands in an ETag in clear, and is read out of what askers send back (decision 044)."""

from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from companies.etags import etag_at, newest_head_seen

DIGEST = "0123456789abcdef" * 2
HEADS = st.integers(0, 10**18 - 1)


def _seen(**headers: str) -> int:
    return newest_head_seen(RequestFactory().get("/", headers=headers))


@given(st.lists(HEADS, max_size=4), st.sampled_from(["If-None-Match", "If-Match"]), st.booleans(), st.booleans())
def test_the_newest_head_of_all_that_are_sent_back_is_told(
    heads: list[int], name: str, weak: bool, compressed: bool
) -> None:
    tags = [etag_at(head, DIGEST) for head in heads]
    if compressed:
        tags = [f'{tag[:-1]}-gzip"' for tag in tags]
    sent = ", ".join(f"W/{tag}" if weak else tag for tag in tags)
    assert _seen(**{name: sent}) == max(heads, default=0)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_what_is_none_of_ours_tells_nothing(text: str) -> None:
    assert _seen(**{"If-None-Match": f'"x{text}'}) == 0


def test_without_conditions_nothing_was_seen() -> None:
    assert _seen() == _seen(**{"If-None-Match": "*"}) == 0
    assert _seen(**{"If-None-Match": f'"-1-{DIGEST}", "01-{DIGEST}", "{10**18}-{DIGEST}"'}) == 0
