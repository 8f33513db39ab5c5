"""The security headers of every response: pages, errors, redirects, static files, the API, the desk.

Three kinds of address, one table: readers' pages, the API under /api/ and the desk under /admin/
(S03, S05, S06, A12, V05).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tracker.areas import is_admin, is_api

READERS_CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The desk is Django's admin: its own scripts, its autocomplete's requests, and `data:` for select2's images. HTML that
# they assign as text goes through static/desk/trusted_types.js.
ADMIN_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types default dompurify"
)

# Every feature that Chromium knows a policy for; it warns on its console of names that it does not know.
DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "compute-pressure",
    "cross-origin-isolated",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-DNS-Prefetch-Control": "off",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
}
READERS = {
    **COMMON,
    "Content-Security-Policy": READERS_CSP,
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ADMIN = {
    **COMMON,
    "Content-Security-Policy": ADMIN_CSP,
    # Django's CSRF check on https needs the referrer of our own pages.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Any page anywhere may read the API, without credentials: it holds nothing but what is public.
API = {
    **READERS,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After, RateLimit, RateLimit-Policy",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


def headers_for(request: HttpRequest) -> dict[str, str]:
    """The headers that the answer to `request` carries, whatever it is."""
    if is_admin(request):
        headers = ADMIN
    elif is_api(request):
        headers = {**API, **PREFLIGHT} if request.method == "OPTIONS" else API
    else:
        headers = READERS
    if settings.SITE_IS_HTTPS:
        return {**headers, "Strict-Transport-Security": _hsts()}
    return headers


def _hsts() -> str:
    return f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"


class HeadersMiddleware:
    """Puts the headers on, over whatever a view or another middleware said; it must be the outermost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        for name, value in headers_for(request).items():
            headers[name] = value
        absent = ["Server", "X-Powered-By"]
        if response.status_code in (204, 304):
            # Zero would be said of the answer that a 304 stands for (RFC 9110, section 8.6).
            absent.append("Content-Length")
        for name in absent:
            del headers[name]
        return response
