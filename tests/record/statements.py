"""A record of statements alone, written straight into its tables, and the same asked in plain Python."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from companies.partial_dates import last_day
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.filing import Filing
from companies.record.ledger.revision import Entry, Head, Revision
from companies.record.reading.snapshot import Clocks, Snapshot
from tests.instant import BASE_INSTANT


@dataclass(frozen=True)
class Statement:
    """What lists know of a statement; ``retracted``: it is taken back instead."""

    key: str
    path: str = "/freedonia/"
    position: str = "refuses"
    announced: str = "2020-07-06"
    valid_from: date = date(2020, 7, 6)
    valid_until: date | None = None
    demand: str = "user_data"
    retracted: bool = False


@dataclass
class Record:
    """Sets of statements as they were written."""

    entries: list[Entry] = field(default_factory=list)
    before: dict[int, Entry | None] = field(default_factory=dict)
    heads: list[tuple[int, datetime]] = field(default_factory=list)
    """(last revision, instant) of each set."""

    def write(self, statements: Iterable[Statement]) -> None:
        """Write a set, whose keys differ, and file it as ``publish`` does."""
        instant = BASE_INSTANT - timedelta(days=400 - len(self.heads))
        newest = {entry.key: entry for entry in self.entries}
        made = [
            self._made(statement, newest.get(statement.key), len(self.entries) + number, instant)
            for number, statement in enumerate(statements, 1)
        ]
        if not made:
            return
        self.entries += made
        Revision.objects.bulk_create(_revision(entry) for entry in made)
        for entry in made:
            if (before := self.before[entry.pk]) is not None:
                before.superseded_at = instant
                Entry.objects.filter(pk=before.pk).update(superseded_at=instant)
        Entry.objects.bulk_create(made)
        tables = Filing()
        tables.file([FiledEntry(entry, self.before[entry.pk]) for entry in made])
        tables.finish()
        Head.objects.update(seq=made[-1].pk, recorded_at=instant, ledger="")
        self.heads.append((made[-1].pk, instant))

    def filed(self) -> list[FiledEntry]:
        """Return all entries as a rebuild files them: when they were superseded is known from the beginning."""
        return [FiledEntry(entry, self.before[entry.pk]) for entry in self.entries]

    def snapshots(self, days: Sequence[date | None]) -> Iterator[Snapshot]:
        """Yield each state that there ever was, on each of the days."""
        for seq, instant in self.heads:
            for day in days:
                yield Snapshot(Clocks(day, instant), seq, instant, "", BASE_INSTANT.date(), settled=False, newest=seq)

    def asked(self, snapshot: Snapshot, path: str, positions: Sequence[str], demands: Sequence[str] = ()) -> list[str]:
        """Return the keys of a list, newest first: looked at one by one."""
        newest = {entry.key: entry for entry in self.entries if entry.pk <= snapshot.head}
        found = [
            entry
            for entry in newest.values()
            if not entry.retracted
            and entry.jurisdiction_path.startswith(path)
            and (not positions or entry.position in positions)
            and (not demands or entry.demand in demands)
            and (snapshot.valid_on is None or _in_force(entry, snapshot.valid_on))
        ]
        found.sort(key=lambda entry: (entry.announced_last, entry.announced_precision, entry.key), reverse=True)
        return [entry.key for entry in found]

    def _made(self, statement: Statement, before: Entry | None, seq: int, instant: datetime) -> Entry:
        entry = Entry(
            revision_id=seq,
            kind="stance",
            key=statement.key,
            version=before.version + 1 if before else 1,
            recorded_at=instant,
            retracted=statement.retracted,
            change="retracted" if statement.retracted else "changed",
            cause="new_evidence",
            company="acme",
            law="data-act",
            demand=statement.demand,
            position=statement.position,
            jurisdiction_path=statement.path,
            announced_first=last_day(statement.announced),
            announced_last=last_day(statement.announced),
            announced_precision=len(statement.announced),
            valid_from=statement.valid_from,
            valid_until=statement.valid_until,
            supports=1,
        )
        self.before[seq] = before
        return entry


def _in_force(entry: Entry, day: date) -> bool:
    assert entry.valid_from is not None
    return entry.valid_from <= day and (entry.valid_until is None or entry.valid_until > day)


def _revision(entry: Entry) -> Revision:
    return Revision(
        seq=entry.pk,
        kind=entry.kind,
        key=entry.key,
        version=entry.version,
        recorded_at=entry.recorded_at,
        cause="retraction" if entry.retracted else entry.cause,
        retracted=entry.retracted,
        document="{}",
    )
