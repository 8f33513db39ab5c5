"""Publishes new answers at a steady pace while it is told to: ``python -m bench.measure.publisher``.

Each line that it reads says for how many seconds; it then prints how many answers it published.
"""

import sys
import time
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companies.models import Stance

A_SECOND = 50
TOGETHER = 10
"""Answers of one set: editors and packs publish several at once."""
_LIKE = 200
"""So many answers of the desk are taken as patterns, in turn."""


def publish_for(seconds: float, drafts: "Iterator[Stance]") -> int:
    """Publish for a while, and return how many answers that were: fewer than asked for where it can't keep the pace."""
    from companies.record.publishing.publish import publish

    published, began = 0, time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        if published > passed * A_SECOND:
            time.sleep(0.005)
            continue
        publish([next(drafts) for _ in range(TOGETHER)], cause="company_acted", clock_is_right=True)
        published += TOGETHER
    return published


def drafts() -> "Iterator[Stance]":
    """Yield new answers, entered at the desk one by one: what companies have said before, said again."""
    from companies import clock
    from companies.models import Citation, Stance

    said = Stance.objects.filter(citations__relation="supports", slug__in=_published())
    patterns = list(said.distinct().order_by("pk")[:_LIKE].prefetch_related("citations"))
    for number in count():
        pattern = patterns[number % len(patterns)]
        draft = Stance.objects.create(
            company_id=pattern.company_id,
            law_id=pattern.law_id,
            demand=pattern.demand,
            position=pattern.position,
            announced_on=clock.today().isoformat(),
            summary=f"{pattern.summary} Said again, {number}.",
            slug=f"said-again-{time.time_ns()}",
        )
        cited = next(each for each in pattern.citations.all() if each.relation == "supports")
        Citation.objects.create(stance=draft, source_id=cited.source_id, relation="supports", order=0)
        yield draft


def _published() -> list[str]:
    from companies.record.ledger.revision import Entry

    standing = Entry.objects.filter(kind="stance", superseded_at=None, retracted=False)
    return list(standing.order_by("revision_id").values_list("key", flat=True)[:_LIKE])


def main() -> None:
    """Publish for as long as each line says."""
    import django

    django.setup()
    new = drafts()
    for line in sys.stdin:
        print(publish_for(float(line), new), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
