"""``/stances/<slug>/``: one answer, its evidence, its neighbours, its history, how to cite it."""

from django.http import HttpRequest, HttpResponse

from companies.pages.components.citing import cite
from companies.pages.differences import in_words
from companies.pages.page import find_or_refuse, page, read_item_page, show
from companies.pages.titles import answer_title
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_url, page_url
from companies.record.reading.changes import with_fields


@page
def stance(request: HttpRequest, slug: str) -> HttpResponse:
    """Parse, ask, render."""
    reading = read_item_page(request)
    snapshot = reading.snapshot
    item = find_or_refuse(reading, "stance", slug)
    chain = stance_views.whole_chain(snapshot, stance_views.chain_of(item))
    place = next(number for number, member in enumerate(chain) if member.key == slug)
    changes = with_fields(read.history(snapshot, "stance", slug))
    context = {
        "current": "timeline",
        "title": answer_title(item, snapshot.day),
        "description": item.document["summary"],
        "item": item,
        "answer": item.document,
        "in_force": stance_views.is_unreplaced(item, snapshot.day),
        "before": chain[place - 1].document if place else None,
        "after": chain[place + 1].document if place + 1 < len(chain) else None,
        "history": [(change.item, in_words(change)) for change in changes],
        "cite": cite(item),
        "permalink": page_url("stance", slug),
        "api_url": api_url("stance", slug),
    }
    return show(reading, "pages/stance.html", context)
