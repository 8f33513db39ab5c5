"""`manage.py verify_record`: is the record whole, and is it the one that others have seen?"""

import re
from argparse import ArgumentParser, ArgumentTypeError
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from companies.desk.pack.progress import progress_bar
from companies.desk.pack.telling import counted
from companies.record.ledger.one_state import one_state
from companies.record.ledger.revision import Head, Revision
from companies.record.ledger.verify import clock_remarks, expectation_faults, record_faults

_EXPECTED = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")


class Command(BaseCommand):
    """Checks the ledger from its first revision, what is derived from it, and the guard."""

    help = "Check every hash and number of the ledger, its entries, its references and its guard."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what somebody outside has kept of the ledger."""
        parser.add_argument(
            "--expect",
            metavar="SEQ:HASH",
            action="append",
            default=[],
            type=parse_expected,
            help="a revision's number and the ledger's hash there, as the API told it once; may be repeated",
        )
        parser.add_argument(
            "--expect-from", metavar="FILE", type=Path, help="a file with one SEQ:HASH a line; # begins a comment"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the head and its hash where all is well; raises CommandError after printing each fault."""
        expected = [*options["expect"], *(_expected_in(options["expect_from"]) if options["expect_from"] else [])]
        faults = 0
        with one_state(), progress_bar("Verifying", 2 * Revision.objects.count()) as bar:
            for fault in chain(record_faults(bar.update), expectation_faults(expected)):
                bar.clear()
                self.stderr.write(fault)
                faults += 1
            head = Head.objects.filter(pk=Head.ONLY).first()
            remarks = list(clock_remarks())
        if faults or head is None:
            raise CommandError(f"{counted(faults, 'fault')}: the record is not whole.")
        self.stdout.write(f"The record is whole: {head.seq:,} revisions, ledger {head.ledger or '(empty)'}.")
        for remark in remarks:
            self.stdout.write(remark)
        if expected:
            self.stdout.write(f"It is the one that was seen before ({counted(len(expected), 'hash', 'hashes')}).")


def parse_expected(text: str) -> tuple[int, str]:
    """Return (seq, ledger hash) of ``SEQ:HASH``. Raises ArgumentTypeError, saying what is allowed."""
    match = _EXPECTED.fullmatch(text.strip())
    if match is None:
        raise ArgumentTypeError(
            f"{text[:100]!r} is not SEQ:HASH, like 1750: and 64 hexadecimal digits in small letters"
        )
    return int(match[1]), match[2]


def _expected_in(file: Path) -> list[tuple[int, str]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            f"{file} can't be read: {getattr(error, 'strerror', None) or 'it is no UTF-8 text'}."
        ) from error
    found = []
    for number, line in enumerate(lines, 1):
        text = line.split("#")[0].strip()
        if text:
            try:
                found.append(parse_expected(text))
            except ArgumentTypeError as error:
                raise CommandError(f"{file}, line {number}: {error}.") from error
    return found
