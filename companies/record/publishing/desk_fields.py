"""Entered fields read from the desk: only those of the rows that an editor asked to publish (design: publishing 2)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from companies.chunks import chunked
from companies.models.company import Company
from companies.models.desk_row import DeskRow
from companies.models.rows import entered_of, rows
from companies.record.documents.entered_fields import EnteredFields
from companies.record.documents.fields import CHILD_KEYS, ROW_KEYS, WEB_ADDRESS_KEYS
from companies.record.ledger.revision import Key
from companies.record.publishing.refusals import Refusal, refuse_if
from companies.web_addresses import uri_of


def desk_fields(asked: Iterable[DeskRow], *, to_publish: bool = True) -> dict[Key, EnteredFields]:
    """Return the entered fields of each asked row by key, read anew from the desk in a flat number of queries a kind.

    An entry of ``covers`` that is the slug of a company of the desk is a reference; anything else is text. An address
    stands as a valid URI.

    Where they are ``to_publish``, raises PublishError for a row that is not on the desk (never saved, or deleted
    meanwhile), and for values that the forms refuse and the database's CHECKs don't see, such as 2020-02-31: rows can
    be written past the forms, or before a rule was made. Whoever only looks is not stopped by them. Rows to publish are
    locked until the transaction ends, so that what is published is what the desk then says.
    """
    listed = list(asked)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in listed:
        by_kind[row.kind_name].append(row.pk or 0)
    found: dict[Key, EnteredFields] = {}
    refusals: list[Refusal] = []
    for kind, ids in by_kind.items():
        for some in chunked(sorted(ids)):
            for row in _read(kind, some, locked=to_publish):
                key = row.record_key
                found[key] = _with_uris(entered_of(row))
                if to_publish:
                    refusals += (
                        Refusal(*key, "invalid", message) for part in _rows_in(row) for message in _invalid(part)
                    )
    absent = [row.record_key for row in listed if row.record_key not in found] if to_publish else []
    refusals += (Refusal(*key, "not_on_desk", "it is not saved on the desk") for key in absent)
    refuse_if(refusals)
    return _with_marked_covers(found)


def _read(kind: str, ids: Iterable[int], *, locked: bool) -> QuerySet[DeskRow]:
    found = rows(kind).filter(pk__in=ids)
    # Whatever refers to them may be written meanwhile: it makes no difference to what they say.
    return found.order_by("pk").select_for_update(no_key=True, of=("self",)) if locked else found


def _with_uris(entered: EnteredFields) -> EnteredFields:
    return {key: uri_of(value) if key in WEB_ADDRESS_KEYS else value for key, value in entered.items()}


def _with_marked_covers(found: dict[Key, EnteredFields]) -> dict[Key, EnteredFields]:
    names = sorted({name for entered in found.values() for name in entered.get("covers", ())})
    slugs: set[str] = set()
    for some in chunked(names):
        slugs |= set(Company.objects.filter(slug__in=some).values_list("slug", flat=True))
    for entered in found.values():
        if "covers" in entered:
            entered["covers"] = [{"slug": name} if name in slugs else {"name": name} for name in entered["covers"]]
    return found


def _rows_in(row: DeskRow) -> Iterator[Model]:
    yield row
    for key in ROW_KEYS[row.kind_name]:
        if key in CHILD_KEYS:
            yield from getattr(row, key).all()


def _invalid(row: Model) -> Iterator[str]:
    """Yield what the fields' own rules say against their values."""
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.is_relation or value in column.empty_values:
            continue
        try:
            column.run_validators(value)
        except ValidationError as error:
            yield f"{column.verbose_name}: {' '.join(error.messages)}"
