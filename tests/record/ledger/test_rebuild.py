"""What is derived is made from the ledger alone, in batches, whatever stands in the tables."""

import pytest
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q

from companies.record.ledger import rebuild
from companies.record.ledger.derived import filing
from companies.record.ledger.derived.tables import ListPage, PageMember
from companies.record.ledger.revision import Entry, Reference, Revision
from companies.record.ledger.verify import record_faults
from companies.record.publishing.publish import retract
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def published_again(ledger: None) -> None:
    """The same, and all that was taken back, a law among it, published again."""
    retract([("stance", "acme-1"), ("law", "data-act")], note="Doubtful.")
    cast.publish_everything()


@pytest.mark.usefixtures("published_again")
@pytest.mark.parametrize("size", [1, 3, 500])
def test_batches_of_any_size_give_what_publishing_wrote(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(rebuild, "BATCH", size)
    batches = list(rebuild.derived())
    assert max(map(len, batches)) <= size
    made = [filed.entry for batch in batches for filed, _ in batch]
    columns = [field.attname for field in Entry._meta.concrete_fields]
    standing = Entry.objects.order_by("pk").values_list(*columns)
    assert [tuple(getattr(entry, name) for name in columns) for entry in made] == list(standing)
    references = [reference for batch in batches for _, references in batch for reference in references]
    assert len(references) == Reference.objects.count()


@pytest.mark.usefixtures("published_again")
def test_the_entry_before_is_that_of_the_revision_before() -> None:
    for filed, _ in (each for batch in rebuild.derived() for each in batch):
        entry = filed.entry
        before = Revision.objects.filter(Q(kind=entry.kind, key=entry.key, version=entry.version - 1)).first()
        assert (filed.before.pk if filed.before else None) == (before.seq if before else None)
        if filed.before is not None and not filed.before.retracted:
            stood = Entry.objects.get(pk=filed.before.pk)
            assert (filed.before.company, filed.before.valid_until) == (stood.company, stood.valid_until)


@pytest.mark.usefixtures("published_again")
def test_a_rebuild_tells_how_far_it_is() -> None:
    told: list[int] = []
    assert rebuild.rebuild_entries(told.append) == sum(told) == Revision.objects.count()


@pytest.mark.usefixtures("published_again")
def test_what_was_published_before_there_were_these_tables_is_filed_after_a_migration() -> None:
    filed = list(PageMember.objects.order_by("entry", "page__list").values_list("entry", "page__list"))
    filing.clear()
    rebuild.file_after_migrate(using="default")
    assert list(PageMember.objects.order_by("entry", "page__list").values_list("entry", "page__list")) == filed != []
    assert list(record_faults()) == []


@pytest.mark.usefixtures("published_again")
def test_it_is_not_filed_in_the_middle_of_migrations_nor_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = list(ListPage.objects.values_list("pk", flat=True))
    monkeypatch.setattr(rebuild, "file_anew", lambda: pytest.fail("it stands already, or can't be filed yet"))
    rebuild.file_after_migrate(using="default")
    filing.clear()
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one that is not applied"])
    rebuild.file_after_migrate(using="default")
    assert pages
    assert not ListPage.objects.exists()
