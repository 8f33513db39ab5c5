"""Web addresses: which are refused and why, and how they are kept, shown and compared (decision 015)."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companies.web_addresses import address_key, host_spellings, readable_address, uri_of, web_address_fault

URI = r"https?://[A-Za-z0-9._~:\[\]-]+(/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*)?(\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?"


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://example.org]/a", "its host can't be read"),
        ("http://[::1", "its host can't be read"),
        ("http://[zz::1]/", "its host can't be read"),
        ("http://example.org:99999", "its port must be a number from 1 to 65535"),
        ("http://example.org:0/", "its port must be a number from 1 to 65535"),
        ("http://example.org:x/", "its port must be a number from 1 to 65535"),
        ("https://ada:secret@example.org/", "holds a user name or password"),
        ("https://ada@example.org/", "holds a user name or password"),
        ("https:///a", "it has no host"),
        ("https://", "it has no host"),
        ("https://exam ple.org/", "it has a blank"),
        ("https://example.org/\u200ba", "it has a blank or an invisible character"),
        ("https://example.org\\@elsewhere.example/", "it has a backslash"),
        ("https://a..example/", "its host is no name"),
        ("https://-a.example/", "its host is no name"),
        ("https://1.2.3.999/", "its host is no name"),
        (f"https://{'a' * 64}.example/", "its host is no name"),
        ("https://intranet/", "its host has no dot"),
        ("ftp://example.org/", "must begin with http:// or https://"),
        ("javascript:alert(1)", "must begin with http:// or https://"),
        ("//example.org/", "must begin with http:// or https://"),
        ("", "must begin with http:// or https://"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(address: str, fault: str) -> None:
    assert fault in (web_address_fault(address) or "")


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("HTTPS://Example.ORG/Path?A#B", "https://example.org/Path?A#B", "https://example.org/Path?A#B"),
        ("https://example.org", "https://example.org", "https://example.org"),
        ("https://example.org:8443/", "https://example.org:8443/", "https://example.org:8443/"),
        ("http://[::1]:80/x", "http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://example.org/a|b", "https://example.org/a%7Cb", "https://example.org/a|b"),
        (
            "https://example.org/最新?q=é#[1]",
            "https://example.org/%E6%9C%80%E6%96%B0?q=%C3%A9#%5B1%5D",
            "https://example.org/最新?q=é#%5B1%5D",
        ),
        ("https://例え.jp/", "https://xn--r8jz45g.jp/", "https://xn--r8jz45g.jp/"),
        ("https://faß.example/", "https://xn--fa-hia.example/", "https://xn--fa-hia.example/"),
        ("https://example.org/50%zz", "https://example.org/50%25zz", "https://example.org/50%25zz"),
        ("https://example.org/a%2Fb%20c", "https://example.org/a%2Fb%20c", "https://example.org/a%2Fb%20c"),
        ("https://example.org/%E2%80%AE", "https://example.org/%E2%80%AE", "https://example.org/%E2%80%AE"),
        ("https://example.org/%E9", "https://example.org/%E9", "https://example.org/%E9"),
    ],
)
def test_an_address_is_kept_as_a_valid_uri_and_shown_readable(typed: str, kept: str, shown: str) -> None:
    assert web_address_fault(typed) is None
    assert (uri_of(typed), readable_address(kept)) == (kept, shown)


@given(st.text(st.characters() | st.sampled_from("/?#[]@:%|\\ {}<>^`\"'é最"), max_size=30))
@example("[::1/")
@example("a%4")
def test_whatever_is_typed_gives_a_uri_once_and_for_all_or_a_reason(rest: str) -> None:
    typed = f"https://example.org/{rest}"
    if web_address_fault(typed):
        assert uri_of(typed) == address_key(typed) == typed
        return
    uri = uri_of(typed)
    assert uri.isascii()
    assert web_address_fault(uri) is None
    assert uri_of(uri) == uri
    assert uri_of(readable_address(uri)) == uri
    assert urlsplit(uri).hostname == "example.org"


@given(st.text(max_size=20))
def test_whatever_stands_for_a_host_is_judged_and_never_an_error(host: str) -> None:
    typed = f"https://{host}"
    assert web_address_fault(typed) or web_address_fault(uri_of(typed)) is None
    assert isinstance(address_key(typed), str)
    assert isinstance(host_spellings(typed), frozenset)


@pytest.mark.parametrize(
    "same",
    [
        "http://www.gazette.example/a/?utm_source=x#top",
        "HTTPS://GAZETTE.example:443/a",
        "https://gazette.example/a?fbclid=1",
        "https://gazette.example/a#:~:text=anvils",
        "https://gazette.example/%61",
    ],
)
def test_addresses_of_one_page_are_the_same(same: str) -> None:
    assert address_key(same) == address_key("https://gazette.example/a")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://gazette.example/a?refno=17", "https://gazette.example/a?refno=18"),
        ("https://gazette.example/a?refno=17", "https://gazette.example/a"),
        ("https://gazette.example/#/india", "https://gazette.example/#/japan"),
        ("https://gazette.example/#!india", "https://gazette.example/#!japan"),
        ("https://gazette.example/a", "https://gazette.example:8443/a"),
        ("https://gazette.example/A", "https://gazette.example/a"),
    ],
)
def test_addresses_of_two_pages_are_not(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_a_host_is_found_however_it_is_written() -> None:
    assert (
        host_spellings("https://www.例え.jp/")
        == host_spellings("https://xn--r8jz45g.jp/")
        == {"例え.jp", "xn--r8jz45g.jp"}
    )
