"""A small cast of made-up places, companies, laws, sources and editors. Each builder saves a row of the desk.

Nothing here is published: tests reach every other state by real actions. Whatever a row refers to and isn't given is
made, once: ``cast.stance()`` alone makes Acme's answer to Freedonia's Data Act, with the source that states it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from companies.models import (
    Check,
    Citation,
    Company,
    CompanyAlias,
    CompanyName,
    CompanyOwner,
    Figure,
    Jurisdiction,
    JurisdictionAlias,
    Law,
    LawAlias,
    LawEvent,
    Provision,
    Source,
    Stance,
)
from companies.models.desk_row import DeskRow, SluggedRow
from companies.models.rows import COLUMNS, MODELS
from companies.record.publishing.publish import Publishing, publish

Row = TypeVar("Row", bound=SluggedRow)
Fields = Mapping[str, Any]


def place(slug: str = "freedonia", *, aliases: Sequence[Fields] = (), **fields: Any) -> Jurisdiction:
    """A country; Freedonia, unless told otherwise."""
    row = Jurisdiction.objects.create(slug=slug, **{"name": _title(slug), "kind": "country"} | fields)
    for order, item in enumerate(aliases):
        JurisdictionAlias.objects.create(jurisdiction=row, order=order, **item)
    return row


def company(
    slug: str = "acme",
    *,
    names: Sequence[Fields] = (),
    aliases: Sequence[Fields] = (),
    owners: Sequence[Fields] = (),
    parent: Company | None = None,
    **fields: Any,
) -> Company:
    """A company, with its other names and owners as rows of the format (``from``, ``to``).

    ``parent``: the owner of today, where no more is known.
    """
    defaults = {"name": _title(slug), "kind": "company", "summary": "It makes anvils."}
    row = Company.objects.create(slug=slug, **defaults | fields)
    name(row, names)
    for order, item in enumerate(aliases):
        CompanyAlias.objects.create(company=row, order=order, **item)
    own(row, owners or ([{"company": parent}] if parent else []))
    return row


def name(row: Company, names: Sequence[Fields]) -> None:
    """Give a company these other names, in place of those that it has."""
    row.names.all().delete()
    for order, item in enumerate(names):
        CompanyName.objects.create(company=row, order=order, **_columns(item))


def own(row: Company, owners: Sequence[Fields]) -> None:
    """Give a company these owners, in place of those that it has."""
    row.owners.all().delete()
    for order, item in enumerate(owners):
        columns = _columns(item)
        CompanyOwner.objects.create(company=row, order=order, owner=columns.pop("company"), **columns)


def law(
    slug: str = "data-act",
    *,
    aliases: Sequence[Fields] = (),
    events: Sequence[Fields] = (),
    provisions: Sequence[Fields] = (),
    **fields: Any,
) -> Law:
    """A statute of Freedonia that asks for user data and removals."""
    defaults = {
        "name": f"{_title(slug)} of Freedonia",
        "short_name": _title(slug),
        "kind": "statute",
        "demands": ["user_data", "content_removal"],
        "summary": "It asks companies for the data of their users.",
    }
    fields.setdefault("jurisdiction", _standing(Jurisdiction, "freedonia") or place())
    row = Law.objects.create(slug=slug, **defaults | fields)
    for order, item in enumerate(aliases):
        LawAlias.objects.create(law=row, order=order, **item)
    for order, item in enumerate(events):
        LawEvent.objects.create(law=row, order=order, **{"title": f"It was {item['kind']}"} | dict(item))
    for order, item in enumerate(provisions):
        Provision.objects.create(law=row, order=order, **item)
    return row


def source(slug: str = "gazette", **fields: Any) -> Source:
    """An article that was read."""
    defaults = {
        "url": f"https://{slug}.example/article",
        "title": f"What the {_title(slug)} says",
        "publisher": _title(slug),
        "language": "en",
        "kind": "news",
        "checked": "read",
    }
    return Source.objects.create(slug=slug, **defaults | fields)


def stance(slug: str = "acme-data-act-user-data-2020", *, cited: Sequence[Any] | None = None, **fields: Any) -> Stance:
    """Acme refuses user data, announced in 2020. ``cited``: sources that support it, or rows of the format."""
    defaults = {
        "demand": "user_data",
        "position": "refuses",
        "announced_on": "2020",
        "summary": "It says that it will not.",
    }
    fields.setdefault("company", _standing(Company, "acme") or company())
    fields.setdefault("law", _standing(Law, "data-act") or law())
    row = Stance.objects.create(slug=slug, **defaults | fields)
    cite(row, [_standing(Source, "gazette") or source()] if cited is None else cited)
    return row


def cite(row: Stance, cited: Sequence[Source | Fields]) -> None:
    """Cite these, in place of what is cited: a bare source supports."""
    row.citations.all().delete()
    for order, item in enumerate(cited):
        fields = {"source": item} if isinstance(item, Source) else dict(item)
        Citation.objects.create(stance=row, order=order, **{"relation": "supports"} | fields)


def figure(**fields: Any) -> Figure:
    """Acme received 12 requests for user data from Freedonia in 2020."""
    defaults = {
        "period_from": "2020-01",
        "period_to": "2020-12",
        "request_type": "user_data",
        "unit": "requests",
        "received": 12,
    }
    fields.setdefault("company", _standing(Company, "acme") or company())
    fields.setdefault("jurisdiction", _standing(Jurisdiction, "freedonia") or place())
    fields.setdefault("source", _standing(Source, "gazette") or source())
    return Figure.objects.create(**defaults | fields)


def check(**fields: Any) -> Check:
    """Somebody looked for Acme's answer to the Data Act, and found nothing."""
    defaults = {"demand": "content_removal", "looked_on": "2021-03-04", "outcome": "nothing_found"}
    fields.setdefault("company", _standing(Company, "acme") or company())
    fields.setdefault("law", _standing(Law, "data-act") or law())
    return Check.objects.create(**defaults | fields)


def editor(username: str = "editor") -> User:
    """One who may do everything at the desk."""
    user: User = get_user_model().objects.create_superuser(username, password="an-anvil-falls-slowly")
    return user


def everything() -> list[DeskRow]:
    """Every row of the desk."""
    return [row for model in MODELS.values() for row in model._default_manager.all()]


def publish_everything(cause: str = "new_evidence", note: str = "") -> Publishing:
    """Publish every row of the desk as one set."""
    return publish(everything(), cause=cause, note=note)


def _standing(model: type[Row], slug: str) -> Row | None:
    return model._base_manager.filter(slug=slug).first()


def _columns(item: Fields) -> dict[str, Any]:
    return {COLUMNS.get(key, key): value for key, value in item.items()}


def _title(slug: str) -> str:
    return slug.replace("-", " ").title()
