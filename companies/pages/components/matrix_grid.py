"""The matrix: companies down, laws across, one line a demand; a blank never reads as "no" (design: rules of time 8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companies.pages.components.position_dates import ToldStance, told_standing
from companies.record.documents.chains import Chain
from companies.record.documents.compose import Document
from companies.record.reading.items import Item
from companies.record.reading.stance_views import chain_of


@dataclass(frozen=True)
class MatrixLine:
    """One demand in a cell: a position that stands, or what a check found."""

    demand: str
    told: ToldStance | None = None
    check: Document | None = None


@dataclass(frozen=True)
class MatrixCell:
    """One company and one law. Without any line: nobody looked."""

    lines: list[MatrixLine]
    names_demands: bool
    """Whether the law has more than one demand, so that each line says which."""
    not_looked: int
    """How many other demands of the law nobody looked into; 0 where the cell has no line."""


@dataclass(frozen=True)
class MatrixRow:
    """One company with its cells, one a law, in the order of the columns."""

    slug: str
    name: str
    cells: list[MatrixCell]


def matrix_rows(
    laws: list[Document], companies: dict[str, str], standing: Iterable[Item], checks: Iterable[Item], day: date
) -> list[MatrixRow]:
    """Return the rows of ``companies`` (names by slug, in their order) for ``laws``.

    ``standing``: the stances that stand on ``day``. ``checks`` fill what they leave blank: the latest of each company,
    law and demand.
    """
    lines: dict[Chain, MatrixLine] = {}
    for item in sorted(checks, key=lambda item: (item.columns.looked_last, item.key)):
        lines[chain_of(item)] = MatrixLine(item.columns.demand, check=item.document)
    shown_laws = {law["slug"] for law in laws}
    for item in standing:
        if item.columns.law in shown_laws and item.columns.company in companies:
            lines[chain_of(item)] = MatrixLine(item.columns.demand, told=told_standing(item, day))
    return [MatrixRow(slug, name, [_cell(slug, law, lines) for law in laws]) for slug, name in companies.items()]


def _cell(company: str, law: Document, lines: dict[Chain, MatrixLine]) -> MatrixCell:
    key = law["slug"]
    own: list[str] = law["demands"]
    others = sorted({demand for slug, of, demand in lines if (slug, of) == (company, key)} - set(own))
    found = [lines[company, key, demand] for demand in (*own, *others) if (company, key, demand) in lines]
    blank = sum((company, key, demand) not in lines for demand in own)
    return MatrixCell(found, len(own) > 1 or bool(others), blank if found else 0)
