"""Parameters that are not ours to keep: what mail and ad systems hang on links, and blank fields of our own forms.

Their address is a 301 to the address without them; every other unknown parameter is refused (design: pages 2).
"""

from django.http import HttpRequest, QueryDict

from companies.pages.page_address import address_of
from companies.tracking_parameters import is_tracking


def address_without_tracking(request: HttpRequest) -> str | None:
    """Return the address to go to instead, or None where nothing is to be taken off."""
    kept = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        wanted = [] if is_tracking(name) else [value for value in values if value != ""]
        if wanted:
            kept.setlist(name, wanted)
    if kept == request.GET:
        return None
    return address_of(request.path, kept)
