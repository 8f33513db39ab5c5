"""The matrix: laws with their companies, one line a demand; a blank never reads as "no" (design: rules of time 8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companies.pages.components.position_dates import ToldStance, told_standing
from companies.record.documents.compose import Document
from companies.record.reading.items import Item


@dataclass(frozen=True)
class MatrixLine:
    """One demand in a cell: a position that stands, or what a check found."""

    demand: str
    told: ToldStance | None = None
    check: Document | None = None


Lines = dict[str, MatrixLine]
"""The lines of one cell by their demand."""


@dataclass(frozen=True)
class MatrixCell:
    """One company and one law. Without any line: nobody looked."""

    company: str
    """Its name of today."""
    lines: list[MatrixLine]
    names_demands: bool
    """Whether the law has more than one demand, so that each line says which."""
    not_looked: int
    """How many other demands of the law nobody looked into; 0 where the cell has no line."""


@dataclass(frozen=True)
class MatrixLaw:
    """One law with its cells, one a company, in the order of the companies."""

    law: Document
    cells: list[MatrixCell]

    @property
    def not_looked(self) -> int:
        """How many of the companies nobody looked at for this law."""
        return sum(not cell.lines for cell in self.cells)


def matrix_laws(
    laws: list[Document], companies: dict[str, str], standing: Iterable[Item], checks: Iterable[Item], day: date
) -> list[MatrixLaw]:
    """Return ``laws`` with a cell for each of ``companies`` (names by slug, in their order).

    ``standing``: the stances that stand on ``day``. ``checks`` fill what they leave blank: the latest of each company,
    law and demand.
    """
    cells: dict[tuple[str, str], Lines] = {}
    for item in sorted(checks, key=lambda item: (item.columns.looked_last, item.key)):
        _lines(cells, item)[item.columns.demand] = MatrixLine(item.columns.demand, check=item.document)
    for item in standing:
        _lines(cells, item)[item.columns.demand] = MatrixLine(item.columns.demand, told=told_standing(item, day))
    return [
        MatrixLaw(
            law, [_cell(name, law["demands"], cells.get((slug, law["slug"]), {})) for slug, name in companies.items()]
        )
        for law in laws
    ]


def _lines(cells: dict[tuple[str, str], Lines], item: Item) -> Lines:
    return cells.setdefault((item.columns.company, item.columns.law), {})


def _cell(company: str, demands: list[str], lines: Lines) -> MatrixCell:
    """Return the cell of a law with those demands."""
    others = sorted(lines.keys() - set(demands))
    found = [lines[demand] for demand in (*demands, *others) if demand in lines]
    blank = sum(demand not in lines for demand in demands)
    return MatrixCell(company, found, len(demands) > 1 or bool(others), blank if found else 0)
