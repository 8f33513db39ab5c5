"""What is read from the desk: rows that are there, values that the forms would take, covers."""

import pytest

from companies.models import Company, Stance
from companies.record.publishing.publish import publish
from companies.record.publishing.refusals import PublishError
from tests import cast
from tests.record.publishing.outcomes import newest, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_row_that_was_never_saved_is_refused() -> None:
    assert refused(Company(slug="ghost", name="Ghost", kind="company")) == [("ghost", "not_on_desk")]


def test_what_was_written_past_the_forms_is_refused_with_the_rule_it_breaks() -> None:
    row = cast.stance()
    cast.name(row.company, [{"name": "Anvils", "kind": "former", "to": "2020-06-31"}])
    Stance.objects.update(announced_on="2020-02-31")
    with pytest.raises(PublishError) as caught:
        publish(cast.everything(), cause="new_evidence")
    assert sorted(map(str, caught.value.refusals)) == [
        "company acme: to: “2020-06-31” is no date: write 2020, 2020-07 or 2020-07-06.",
        f"stance {row.slug}: announced on: “2020-02-31” is no date: write 2020, 2020-07 or 2020-07-06.",
    ]


def test_what_a_statement_covers_is_a_reference_where_it_is_a_company_and_a_text_else() -> None:
    cast.company("zenith", name="Zenith")
    row = cast.stance(covers=["zenith", "Some service"])
    cast.publish_everything()
    assert newest("stance", row.slug)["covers"] == [{"slug": "zenith", "name": "Zenith"}, {"name": "Some service"}]
