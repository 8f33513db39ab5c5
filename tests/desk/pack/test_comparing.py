"""Each line beside the row at the desk: changed, edited since, frozen, taken before."""

from pathlib import Path
from typing import Any

import pytest

from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Company, Law, Slug, Source, Stance
from tests.desk.pack.made_up import PACKS, SECOND, change, copied, edit, write_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_row_edited_at_the_desk_is_left_although_the_pack_stays_as_it_was(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    edit(Law, "bay-data-act", summary="An editor knows better.")
    loading = load([bay], LoadOptions(publish=True))
    assert [pair.line.key for pair in loading.difference.edited] == ["bay-data-act"]
    assert not loading.revisions


def test_a_row_whose_children_were_edited_is_left(bay: Path) -> None:
    load([bay], LoadOptions())
    Stance.objects.get(slug=SECOND).citations.filter(order=1).delete()
    assert [pair.line.key for pair in load([bay], LoadOptions()).difference.edited] == [SECOND]


def test_a_row_entered_by_hand_is_left(bay: Path) -> None:
    Source.objects.create(
        slug="lantern-blog", url="https://a", title="T", publisher="P", language="en", kind="news", checked="read"
    )
    assert [pair.line.key for pair in load([bay], LoadOptions()).difference.edited] == ["lantern-blog"]


def test_what_the_desk_says_as_the_pack_does_may_be_changed_by_the_next_pack(bay: Path) -> None:
    load([bay], LoadOptions())
    Company.objects.update(pack_digest="")
    assert load([bay], LoadOptions()).difference.writes == 0
    change(bay, "companies", 1, summary="Maker of lamps.")
    assert [pair.line.key for pair in load([bay], LoadOptions()).difference.changed] == ["lantern"]


def test_the_law_of_a_published_statement_can_not_change(bay: Path) -> None:
    load([bay, PACKS / "isle"], LoadOptions(publish=True))
    change(bay, "stances", 2, law="isle-cloud-order")
    with pytest.raises(PackError, match=r"2020-10 \[law\] can't change, because the row was published"):
        load([bay], LoadOptions())


def test_the_law_of_a_draft_may_change(bay: Path) -> None:
    load([bay, PACKS / "isle"], LoadOptions())
    isle = copied("isle", bay.parent)
    change(isle, "laws", 1, demands=["data_localization", "user_data"])
    change(bay, "stances", 2, law="isle-cloud-order")
    loading = load([bay, isle], LoadOptions())
    changes = [change[0] for pair in loading.difference.changed for change in pair.changes]
    assert changes == ["demands", "law"]


def test_a_slug_that_was_used_before_is_a_fault(bay: Path) -> None:
    Slug.claim("source", ["lantern-blog"])
    with pytest.raises(PackError, match=r"lantern-blog \[slug\] was taken before") as refused:
        load([bay], LoadOptions())
    assert len(refused.value.reasons) == 1


def test_a_figure_with_the_key_of_another_is_a_fault(bay: Path, tmp_path: Path) -> None:
    load([bay], LoadOptions())
    other = copied("isle", tmp_path)
    change(other, "jurisdictions", 1, slug="chat-arcadia-bay")
    change(other, "companies", 1, home=None)
    change(other, "laws", 1, jurisdiction="arcadia-bay")
    twin: dict[str, Any] = {
        "company": "lantern",
        "jurisdiction": "chat-arcadia-bay",
        "period_from": "2020",
        "period_to": "2020",
    }
    twin |= {"request_type": "content_removal", "unit": "items", "received": 0, "source": "isle-post-2021"}
    write_rows(other / "figures.jsonl", [twin])
    with pytest.raises(PackError, match="has the key of another row, whose values differ"):
        load([other], LoadOptions(overwrite=True))
