"""``/stances/<slug>/``: one stance, its evidence, its neighbours, its history, how to cite it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from companies.pages.components.citing import cite_stance
from companies.pages.components.position_dates import ToldStance, told
from companies.pages.differences import in_words
from companies.pages.page import find_or_refuse, page, read_item_page, show
from companies.pages.titles import stance_title
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_url
from companies.record.reading.changed_since import changed_since
from companies.record.reading.changes import with_fields
from companies.record.reading.runs import first_of


@page
def stance(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one stance."""
    page_request = read_item_page(request, since=lambda snapshot: changed_since(snapshot, "stance", slug))
    snapshot = page_request.snapshot
    item = find_or_refuse(page_request, "stance", slug)
    chain = told(snapshot, stance_views.whole_chain(snapshot, stance_views.chain_of(item)))
    shown = next(member for member in chain if member.item.key == slug)
    changes = with_fields(read.history(snapshot, "stance", slug))
    context = {
        "current": "timeline",
        "title": stance_title(shown.stance["company"]["name"], shown),
        "description": item.document["summary"],
        "item": item,
        "changed_since": page_request.told_since,
        "stance": item.document,
        "dates": shown.dates,
        "before": _before(chain, shown),
        "after": _after(chain, shown),
        "is_first": chain[0] is shown,
        "history": [(change.item, in_words(change)) for change in changes],
        "citation": cite_stance(shown),
        "api_url": api_url("stance", slug),
    }
    return show(page_request, "pages/stance.html", context)


def _before(chain: list[ToldStance], shown: ToldStance) -> ToldStance | None:
    """Return the statement that the position of the one shown took the place of: the last of the run before."""
    return _nearest(reversed(chain[: chain.index(shown)]), shown)


def _after(chain: list[ToldStance], shown: ToldStance) -> ToldStance | None:
    """Return the statement that took the place of the position shown: the first of the run after."""
    return _nearest(iter(chain[chain.index(shown) + 1 :]), shown)


def _nearest(others: Iterator[ToldStance], shown: ToldStance) -> ToldStance | None:
    """Return the first of another run; for one that was never in force, its neighbour in order of announcement."""
    if shown.dates.state == "never":
        return next(others, None)
    run = first_of(shown.item)
    return next((other for other in others if other.dates.state != "never" and first_of(other.item) != run), None)
