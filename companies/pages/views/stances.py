"""``/stances/<slug>/``: one stance, its evidence, its neighbours, its history, how to cite it."""

from django.http import HttpRequest, HttpResponse

from companies.pages.components.citing import cite
from companies.pages.differences import in_words
from companies.pages.page import find_or_refuse, page, read_item_page, show
from companies.pages.titles import stance_title
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_url, page_url
from companies.record.reading.changes import with_fields


@page
def stance(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one stance."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    item = find_or_refuse(page_request, "stance", slug)
    chain = stance_views.whole_chain(snapshot, stance_views.chain_of(item))
    position = next(number for number, member in enumerate(chain) if member.key == slug)
    after = chain[position + 1] if position + 1 < len(chain) else None
    changes = with_fields(read.history(snapshot, "stance", slug))
    context = {
        "current": "timeline",
        "title": stance_title(item, snapshot.day),
        "description": item.document["summary"],
        "item": item,
        "stance": item.document,
        "state": stance_views.state_on(item, snapshot.day),
        "before": chain[position - 1].document if position else None,
        "after": after.document if after else None,
        "after_state": stance_views.state_on(after, snapshot.day) if after else None,
        "history": [(change.item, in_words(change)) for change in changes],
        "cite": cite(item),
        "permalink": page_url("stance", slug),
        "api_url": api_url("stance", slug),
    }
    return show(page_request, "pages/stance.html", context)
