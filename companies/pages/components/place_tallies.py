"""How many answers stand on the laws of each place: a place counts those of the places below it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from companies.name_order import name_order
from companies.record.ledger.derived.list_names import paths_of
from companies.record.reading import overviews, stance_views, totals
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.stance_views import Tally
from companies.record.reading.totals import Demands, Positions


@dataclass(frozen=True)
class PlaceRow:
    """A place with the answers that stand on its laws."""

    slug: str
    name: str
    tally: Tally
    number: int
    outer: str
    """The name of the place of another row that it lies in, which counts its answers too; blank where none does."""


def by_place(places: Mapping[str, str], by_law: Mapping[str, Demands]) -> dict[str, Positions]:
    """Return how many answers of each position stand on the laws of each place and those below it, by its path.

    ``places``: the path of the place of each law; an answer lies there.
    """
    found: dict[str, Positions] = {}
    for law, path in places.items():
        positions = totals.positions_of(by_law.get(law, {}))
        for place in paths_of(path)[1:]:  # but for the whole world
            found.setdefault(place, Counter()).update(positions)
    return found


def places_with_most(snapshot: Snapshot, by_law: Mapping[str, Demands], at_most: int) -> list[PlaceRow]:
    """Return the places with most standing answers, most first, those inside another after that; two queries.

    ``by_law``: how many there are, as ``totals`` gives them.
    """
    counted = by_place(overviews.places_of_laws(snapshot), by_law)
    numbers = {path: positions.total() for path, positions in counted.items() if positions.total()}
    paths = sorted(numbers, key=lambda path: (-numbers[path], path))[:at_most]
    by_slug = overviews.names_of(snapshot, "jurisdiction", [_slug(path) for path in paths])
    names = {path: by_slug[_slug(path)] for path in paths}
    paths.sort(key=lambda path: (-numbers[path], name_order(names[path])))
    return [
        PlaceRow(_slug(path), names[path], stance_views.tally(counted[path]), numbers[path], outer)
        for path, outer in _nested(paths, names)
    ]


def _nested(paths: Sequence[str], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (path, name of the outermost of ``paths`` that it lies in, else blank): those inside one follow it."""
    outermost = {path: min((outer for outer in paths if path.startswith(outer)), key=len) for path in paths}
    for outer in paths:
        if outermost[outer] == outer:
            yield outer, ""
            yield from ((path, names[outer]) for path in paths if outermost[path] == outer != path)


def _slug(path: str) -> str:
    return path[1:-1].rpartition("/")[2]
