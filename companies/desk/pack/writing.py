"""Writing what differs to the desk: new rows in bulk, changed ones by their own ``save``, children anew."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import models

from companies.chunks import chunked
from companies.desk.pack.comparing import PackDifference, Pair
from companies.desk.pack.format import (
    child_model,
    children_of,
    column_values,
    digest,
    given_values,
    references,
    references_of_own_kind,
    shape_of,
)
from companies.desk.pack.reading import PackLine
from companies.inserting import insert_objects
from companies.models.desk_row import DeskRow, SluggedRow
from companies.models.rows import MODELS
from companies.models.slug import Slug
from companies.record.publishing.stored_states import store_states
from companies.vocabulary import KINDS

BATCH = 200
"""Rows written by one query, and between two steps of the progress bar."""


class Writer:
    """Writes lines to the desk, kinds in the order in which they refer to one another."""

    def __init__(self, step: Callable[[int], object]) -> None:
        """``step`` is told after each batch how many rows were written."""
        self._step = step
        self._rows: dict[type[models.Model], dict[str, models.Model]] = defaultdict(dict)
        """Rows that references stand for, by slug: those written here, and those fetched from the desk."""

    def write(self, difference: PackDifference) -> list[DeskRow]:
        """Write new and changed lines and return their rows. Nothing is written of lines that are the same."""
        written: list[DeskRow] = []
        for kind in KINDS.codes:
            new = [line for line in difference.new if line.kind == kind]
            changed = [pair for pair in difference.changed if pair.line.kind == kind]
            self._fetch([*new, *(pair.line for pair in changed)])
            for batch in _batches(new):
                written += self._create(kind, batch)
            written += [self._update(pair) for pair in changed]
        store_states(written)
        _adopt(difference.same)
        return written

    def _create(self, kind: str, lines: Sequence[PackLine]) -> list[DeskRow]:
        model = MODELS[kind]
        made = [model(**given_values(model, line.row, self._resolve), pack_digest=digest(line.row)) for line in lines]
        if issubclass(model, SluggedRow):
            Slug.claim(kind, [line.key for line in lines])
        model._default_manager.bulk_create(made)
        self._rows[model] |= {row.public_key: row for row in made}
        self._create_children(kind, zip(made, lines, strict=True))
        self._step(len(made))
        return made

    def _update(self, pair: Pair) -> DeskRow:
        row, line = pair.standing, pair.line
        for name, value in column_values(type(row), line.row, self._resolve).items():
            setattr(row, name, value)
        row.pack_digest = digest(line.row)
        row.save()
        for key in shape_of(line.kind).object_lists:
            child_model(type(row), key)._default_manager.filter(**{line.kind: row}).delete()
        self._create_children(line.kind, [(row, line)])
        self._step(1)
        return row

    def _create_children(self, kind: str, pairs: Iterable[tuple[DeskRow, PackLine]]) -> None:
        owned = list(pairs)
        for key, model in shape_of(kind).object_lists.items():
            insert_objects(
                model(**{kind: row}, order=place, **given_values(model, child, self._resolve))
                for row, line in owned
                for place, child in enumerate(children_of(kind, key, line.row))
            )

    def _resolve(self, model: type[models.Model], slug: str) -> models.Model:
        return self._rows[model][slug]

    def _fetch(self, lines: Iterable[PackLine]) -> None:
        """Read what the lines refer to and was at the desk before."""
        wanted: dict[type[DeskRow], dict[str, None]] = defaultdict(dict)
        for line in lines:
            for _, kind, slug in references(line.kind, line.row):
                if slug not in self._rows[MODELS[kind]]:
                    wanted[MODELS[kind]][slug] = None
        for model, slugs in wanted.items():
            for some in chunked(list(slugs)):
                found = model._default_manager.filter(**{f"{model.key_column}__in": some})
                self._rows[model] |= {row.public_key: row for row in found}


def _batches(lines: Sequence[PackLine]) -> Iterator[Sequence[PackLine]]:
    """Yield the lines so that each comes in a later batch than what it refers to of its own kind, where among them."""
    pending = {line.key: line for line in lines}
    while pending:
        ready = [
            line for line in pending.values() if pending.keys().isdisjoint(references_of_own_kind(line.kind, line.row))
        ]
        yield from chunked(ready, BATCH)
        for line in ready:
            del pending[line.key]


def _adopt(pairs: Iterable[Pair]) -> None:
    """Note that a pack says the same as the desk, so that the next pack may change what nobody edited since."""
    by_model: dict[type[DeskRow], list[DeskRow]] = defaultdict(list)
    for pair in pairs:
        if pair.standing.pack_digest != (said := digest(pair.line.row)):
            pair.standing.pack_digest = said
            by_model[type(pair.standing)].append(pair.standing)
    for model, rows in by_model.items():
        model._default_manager.bulk_update(rows, ["pack_digest"], batch_size=BATCH)
