"""Web addresses: the one place that judges them, for forms, data packs, warnings and documents (decision 015).

However an address is typed, it is kept as a valid URI (RFC 3986), and shown with its letters made readable again.
"""

import ipaddress
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

import idna

from companies.tracking_parameters import is_tracking

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_BLANK_OR_CONTROL = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DIRECTIVE = re.compile(r":~:.*\Z")
"""What a browser adds to the fragment to mark a passage: it tells no two pages apart."""
_ROUTE = re.compile(r"!?/|!")
"""How a fragment begins that a page's script takes for an address of its own."""
_PATH = "!$&'()*+,;=:@/%"
"""What may stand in a path as it is, besides letters, digits and ``-._~`` (RFC 3986, 3.3)."""
_ESCAPE = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_KEPT_ESCAPED = re.compile(
    r"[\x00-\x20\x7f-\xa0%/?#\[\]@!$&'()*+,;=:\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffd]"
)


def web_address_fault(value: str) -> str | None:
    """Return why ``value`` is no address of a web page that a browser would open, and nothing else; None where it is.

    The reason is a clause. Names and passwords in an address are refused: the record is public.
    """
    if not _SCHEME.match(value):
        return "is no address: it must begin with http:// or https://"
    if _BLANK_OR_CONTROL.search(value):
        return "is no address: it has a blank or an invisible character; write %20 for a blank"
    if "\\" in value:
        return "is no address: it has a backslash"
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        return f"is no address: {_reason(str(error))}"
    if "@" in parts.netloc:
        return "holds a user name or password: leave it out, since all can read it here"
    if port == 0:
        return "is no address: its port must be a number from 1 to 65535"
    return _host_fault(host)


def uri_of(value: str) -> str:
    """Return the address as a valid URI: scheme and host in small letters, what RFC 3986 doesn't know escaped.

    A host in other letters is written in ASCII. A URI is returned as it is. What is no address is returned as it is
    too: it was stored before it was judged.
    """
    if web_address_fault(value):
        return value
    parts = urlsplit(value)
    host = _ascii_host(parts.hostname or "")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if parts.port is None else f"{shown}:{parts.port}"
    path, query, fragment = (
        quote(_LOOSE_PERCENT.sub("%25", text), safe=safe)
        for text, safe in ((parts.path, _PATH), (parts.query, f"{_PATH}?"), (parts.fragment, f"{_PATH}?"))
    )
    return urlunsplit((parts.scheme, netloc, path, query, fragment))


def readable_address(uri: str) -> str:
    """Return a URI with its escaped letters shown, as an editor would type it; what has a meaning stays escaped."""
    return _ESCAPE.sub(lambda found: _readable(found[0]), uri)


def address_key(value: str) -> str:
    """Return what two addresses of one page share: scheme, ``www.``, tracking, order and last slash don't count.

    Queries do, and fragments that are routes: ``?id=17`` is another page than ``?id=18``, ``#/india`` than ``#/japan``;
    ``#top`` is a place in the same page.
    """
    if web_address_fault(value):
        return value
    parts = urlsplit(uri_of(value))
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not is_tracking(pair[0]))
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    fragment = _DIRECTIVE.sub("", parts.fragment) if _ROUTE.match(parts.fragment) else ""
    return f"{host}{port}{unquote(parts.path).rstrip('/')}?{urlencode(query)}#{unquote(fragment)}"


def host_spellings(value: str) -> frozenset[str]:
    """Return the ways in which addresses of the same host may hold it, without ``www.``; none for no address."""
    if web_address_fault(value):
        return frozenset()
    host = (urlsplit(uri_of(value)).hostname or "").removeprefix("www.")
    return frozenset((host, idna.decode(host) if "xn--" in host else host))


def _reason(said: str) -> str:
    """Put what Python's parser says of a faulty host or port into words that help."""
    if "port" in said.lower():
        return "its port must be a number from 1 to 65535"
    return "its host can't be read"


def _host_fault(host: str) -> str | None:
    if not host:
        return "is no address: it has no host"
    if ":" in host:
        return None if _is_ip(host) else "is no address: its host can't be read"
    try:
        labels = _ascii_host(host).removesuffix(".").split(".")
    except (idna.IDNAError, UnicodeError):
        labels = [""]
    if not all(_LABEL.match(label) for label in labels) or len(host) > 253:
        return "is no address: its host is no name that a site can have"
    if labels[-1].isdigit() and not _is_ip(host):
        return "is no address: its host is no name that a site can have"
    if len(labels) == 1 and labels != ["localhost"]:
        return "is no address: its host has no dot, like example.org"
    return None


def _ascii_host(host: str) -> str:
    """Return a host name in ASCII. Raises IDNAError for a name that can't be registered."""
    host = host.lower()
    return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _readable(escapes: str) -> str:
    """Return a run of escapes as letters, those apart that would not mean the same or could not be seen."""
    letters = unquote(escapes, errors="replace")
    if "\ufffd" in letters:
        return escapes
    return "".join(quote(char, safe="") if _KEPT_ESCAPED.match(char) else char for char in letters)
