"""The desk of a world: what editors would see who had entered all of it, and what they have not published."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from bench.world.plan import Plan
from bench.world.rows import Row, Statement, company_slug, law_slug
from bench.world.storing import Table, Values, columns, encoder
from companies.models import (
    Check,
    Citation,
    Company,
    CompanyAlias,
    CompanyName,
    CompanyOwner,
    Figure,
    Jurisdiction,
    Law,
    LawEvent,
    Provision,
    Slug,
    Source,
    Stance,
)

EDITED = 100
"""Of so many published answers one has words at the desk that are not published."""
DRAFTED = 200
"""For so many published answers there is one draft."""
_DRAFT_DAY = "2026-11-02"
_ENTERED = {"from": "from_date", "to": "to_date"}
"""Keys of documents that the desk calls otherwise."""
_NUMBERED = (Jurisdiction, Source, Company, Law, Stance)

Desk = Iterator[tuple[type[Model], Iterable[Row]]]


def write_desk(plan: Plan, vendor: str) -> None:
    """Write all rows of the desk."""
    encode = encoder(vendor).value
    for model, rows in _desk(plan):
        # Django counts the rows of children itself.
        without = () if "id" not in {field.column for field in columns(model)} or _numbered(model) else ("id",)
        Table(model, without=without).write(_encoded(model, rows, without, encode))
    # Whoever enters rows later goes on after these numbers; SQLite does so by itself.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_NUMBERED)):
            cursor.execute(statement)


def _numbered(model: type[Model]) -> bool:
    """Tell whether other tables name its rows by numbers that are known here."""
    return model in _NUMBERED


def _encoded(model: type[Model], rows: Iterable[Row], without: tuple[str, ...], encode: Any) -> Iterator[Values]:
    fields = columns(model, without=without)
    usual = {str(field.column): field.get_default() for field in fields}
    for row in rows:
        renamed = {_ENTERED.get(key, key): value for key, value in row.items()}
        yield tuple(encode(renamed.get(column, default)) for column, default in usual.items())


def _desk(plan: Plan) -> Desk:
    rows = plan.rows
    ids = {row["slug"]: number + 1 for number, row in enumerate(rows.places)}
    places = [rows.place(number, plan.editions.get(("jurisdiction", number), 0)) for number in range(len(rows.places))]
    companies = [rows.company(n, plan.editions.get(("company", n), 0)) for n in range(rows.shape.companies)]
    laws = [rows.law(number, plan.editions.get(("law", number), 0)) for number in range(rows.shape.laws)]
    yield (
        Jurisdiction,
        (_numbered_row(n, row, parent_id=ids.get(row.get("parent", ""))) for n, row in enumerate(places)),
    )
    yield (
        Source,
        (_numbered_row(n, rows.source(n, plan.editions.get(("source", n), 0))) for n in range(rows.shape.sources)),
    )
    yield Company, (_numbered_row(n, row, home_id=ids[row["home"]]) for n, row in enumerate(companies))
    yield CompanyName, _children(companies, "names", "company_id")
    yield CompanyAlias, _children(companies, "aliases", "company_id")
    yield (
        CompanyOwner,
        ({"company_id": n + 1, "owner_id": n, "order": 0} for n, row in enumerate(companies) if "owners" in row),
    )
    yield Law, (_numbered_row(n, row, jurisdiction_id=ids[row["jurisdiction"]]) for n, row in enumerate(laws))
    yield Provision, _children(laws, "provisions", "law_id")
    yield LawEvent, _children(laws, "events", "law_id")
    yield from _statements(plan)
    yield Figure, ({**rows.figure(f), **_figure_columns(f.key, f.company, f.place, f.source)} for f in plan.figures)
    yield (
        Check,
        ({**rows.check(c), "key": c.key, "company_id": c.company + 1, "law_id": c.law + 1} for c in plan.checks),
    )
    yield Slug, _slugs(plan, places, companies, laws)


def _statements(plan: Plan) -> Desk:
    entered = [*enumerate(plan.statements), *enumerate(drafts(plan), len(plan.statements))]
    yield Stance, (_statement(plan, number, statement) for number, statement in entered)
    yield Citation, (row for number, statement in entered for row in _citations(plan, number, statement))


def drafts(plan: Plan) -> Iterator[Statement]:
    """Yield answers that stand at the desk and were never published."""
    newest = plan.rows.shape.sources - 1
    taken = {statement.slug for statement in plan.statements}
    for of in plan.statements[::DRAFTED]:
        slug = f"{company_slug(of.company)}-{law_slug(of.law)}-{of.demand.replace('_', '-')}-{_DRAFT_DAY}"
        if slug not in taken:
            taken.add(slug)
            yield of._replace(slug=slug, announced_on=_DRAFT_DAY, effective_on="", sources=(newest,))


def _statement(plan: Plan, number: int, statement: Statement) -> Row:
    edition = plan.editions.get(("stance", number), 0) + (1 if number % EDITED == EDITED // 2 else 0)
    row = plan.rows.statement(statement, number, edition)
    return _numbered_row(
        number, row, company_id=statement.company + 1, law_id=statement.law + 1, effective_on=statement.effective_on
    )


def _citations(plan: Plan, number: int, statement: Statement) -> Iterator[Row]:
    cited = plan.rows.statement(statement, number, 0)["citations"]
    for place, (source, row) in enumerate(zip(statement.sources, cited, strict=True)):
        yield {**row, "stance_id": number + 1, "source_id": source + 1, "order": place}


def _figure_columns(key: str, company: int, place: int, source: int) -> Row:
    start = key.split("-")[4]
    days_key = key.replace(f"-{start}-{start}-", f"-{start}-01-01-{start}-12-31-", 1)
    return {
        "key": key,
        "days_key": days_key,
        "company_id": company + 1,
        "jurisdiction_id": place + 1,
        "source_id": source + 1,
    }


def _numbered_row(number: int, row: Mapping[str, Any], **more: Any) -> Row:
    return {**row, "id": number + 1, **more}


def _children(rows: Iterable[Row], key: str, owner: str) -> Iterator[Row]:
    for number, row in enumerate(rows):
        for place, child in enumerate(row.get(key, ())):
            yield {**child, owner: number + 1, "order": place}


def _slugs(plan: Plan, places: list[Row], companies: list[Row], laws: list[Row]) -> Iterator[Row]:
    for kind, rows in (("jurisdiction", places), ("company", companies), ("law", laws)):
        yield from ({"kind": kind, "slug": row["slug"]} for row in rows)
    yield from ({"kind": "source", "slug": f"source-{number}"} for number in range(plan.rows.shape.sources))
    yield from ({"kind": "stance", "slug": statement.slug} for statement in plan.statements)
    yield from ({"kind": "stance", "slug": statement.slug} for statement in drafts(plan))
