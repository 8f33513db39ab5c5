"""Making a world in an empty database: the plan, the ledger, the desk, and what the product derives from them."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.pool import AsyncResult
from typing import Any, NamedTuple

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from tqdm import tqdm

from bench.world.composing import CHUNK, Composer, unhashed
from bench.world.desk import write_desk
from bench.world.filing import file_entries
from bench.world.plan import Plan, make_plan
from bench.world.rows import company_slug, law_slug
from bench.world.shape import COMPANY_OF_LONG_CHAIN, Shape
from bench.world.storing import Table, Values, columns, encoder, without_indexes
from companies.record.documents.compose import FORM
from companies.record.ledger import guard
from companies.record.ledger.canonical import instant_text, ledger_hash
from companies.record.ledger.revision import DocumentForm, Entry, Head, Reference, Revision
from companies.record.ledger.statistics import gather_statistics

Facts = Mapping[str, Any]
"""What whoever measures a world must know of it."""


def make_world(shape: Shape, *, processes: int = 1) -> Facts:
    """Fill the empty database with a world; return what must be known of it to ask it anything.

    All of it stands, or nothing does. Raises RuntimeError where the record is not empty.
    """
    if Revision.objects.exists():
        raise RuntimeError("There is a record in this database already: a world is made in an empty one.")
    plan = make_plan(shape)
    with transaction.atomic():
        guard.remove()
        with without_indexes():
            ledger = _write_ledger(plan, processes)
            write_desk(plan, connection.vendor)
        Head.objects.update_or_create(
            pk=Head.ONLY, defaults={"seq": len(plan.revisions), "recorded_at": plan.instants[-1], "ledger": ledger}
        )
        DocumentForm.objects.update_or_create(pk=DocumentForm.ONLY, defaults={"form": FORM})
        gather_statistics()
        file_entries()
        # What the product does after each upgrade: the guard is put back, and whatever is missing still is made.
        call_command("migrate", verbosity=0, skip_checks=True)
    gather_statistics()
    return _facts(plan)


def _write_ledger(plan: Plan, processes: int) -> str:
    """Write revisions, entries and references; return the ledger's last hash."""
    revisions, entries, references = Table(Revision), Table(Entry), Table(Reference, without=("id",))
    ledger, seq = "", 0
    with tqdm(total=len(plan.revisions), unit=" revisions", disable=None) as progress:
        for stretch in _stretches(plan, processes):
            hashed: list[Values] = []
            for row in stretch:
                ledger = ledger_hash(ledger, unhashed(plan, seq, sha256=row.sha256))
                hashed.append((*row.revision, ledger))
                seq += 1
            revisions.write(hashed)
            entries.write(row.entry for row in stretch)
            references.write(reference for row in stretch for reference in row.references)
            progress.update(len(stretch))
    return ledger


class _Encoded(NamedTuple):
    """A composed revision as the database takes it, but for the ledger's hash, which stands last in its table."""

    sha256: str
    revision: Values
    entry: Values
    references: list[Values]


def _stretches(plan: Plan, processes: int) -> Iterator[list[_Encoded]]:
    """Yield all revisions in order, composed by so many processes."""
    starts = range(0, len(plan.revisions), CHUNK)
    _work.update(composer=Composer(plan), vendor=connection.vendor)
    if processes == 1:
        yield from map(_stretch, starts)
        return
    waiting: deque[AsyncResult[list[_Encoded]]] = deque()
    # Forked, so that the plan and the documents that others refer to need not be sent.
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        for start in starts:
            waiting.append(pool.apply_async(_stretch, (start,)))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()


_work: dict[str, Any] = {}
"""What the composing processes have from the one that forked them."""


def _stretch(start: int) -> list[_Encoded]:
    encode = encoder(_work["vendor"]).value
    names = {
        model: [field.attname for field in columns(model, without=("id", "ledger"))]
        for model in (Revision, Entry, Reference)
    }
    return [
        _Encoded(
            made.revision.sha256,
            _values(made.revision, names[Revision], encode),
            _values(made.entry, names[Entry], encode),
            [_values(reference, names[Reference], encode) for reference in made.references],
        )
        for made in _work["composer"].stretch(start)
    ]


def _values(row: Model, names: list[str], encode: Callable[[Any], Any]) -> Values:
    own = row.__dict__
    return tuple([encode(own[name]) for name in names])


def _facts(plan: Plan) -> Facts:
    """Return numbers, instants and addresses of a world."""
    instants = plan.instants
    alive = [number for number in range(len(plan.statements)) if ("stance", number) in plan.live]
    newest = plan.statements[alive[-1]]
    return {
        "statements": len(plan.statements),
        "live_statements": len(alive),
        "companies": plan.rows.shape.companies,
        "laws": plan.rows.shape.laws,
        "sources": plan.rows.shape.sources,
        "hostile": plan.rows.shape.hostile,
        "revisions": len(plan.revisions),
        "early": instant_text(instants[len(instants) // 50]),
        "middle": instant_text(instants[len(instants) // 2]),
        "late": instant_text(instants[len(instants) * 95 // 100]),
        "stance": newest.slug,
        "source": f"source-{newest.sources[0]}",
        "law": law_slug(newest.law),
        "chain": [company_slug(COMPANY_OF_LONG_CHAIN), law_slug(1), plan.rows.demands[1][0]],
    }
