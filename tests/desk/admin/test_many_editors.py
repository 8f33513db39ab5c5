"""Eight editors save five records, each reading, changing and writing: no save is lost (R05)."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from companies.models import Stance
from tests import cast
from tests.conftest import FULL
from tests.desk.conftest import logged_in
from tests.desk.screen import changed, opened, row_address

EDITORS, RECORDS = 8, 5
SAVES = 200 if FULL else 3
TRIES = 500
SAVED, CONFLICT, BUSY = 302, 409, 503


@pytest.mark.django_db(transaction=True)
def test_no_save_of_eight_editors_is_lost(record_property: Callable[[str, object], None]) -> None:
    companies = [cast.company(f"company-{number}") for number in range(RECORDS)]
    addresses = [row_address(cast.stance(f"stance-{row.slug}", company=row, private_note="0")) for row in companies]
    clients = [logged_in(cast.editor(f"editor-{number}")) for number in range(EDITORS)]
    with ThreadPoolExecutor(EDITORS) as pool:
        answers = sum(pool.map(lambda number: work(clients[number], number, addresses), range(EDITORS)), Counter())
    assert sum(int(stance.private_note) for stance in Stance.objects.all()) == EDITORS * SAVES
    written = {line for stance in Stance.objects.all() for line in stance.covers}
    assert written == {f"editor {number} save {save}" for number in range(EDITORS) for save in range(SAVES)}
    assert answers[SAVED] == EDITORS * SAVES
    for status, count in answers.items():
        record_property(f"answers {status}", count)


def work(client: Client, number: int, addresses: list[str]) -> Counter[int]:
    """Save as often as told, on records in an order of one's own; return how often each answer came."""
    client.raise_request_exception = False
    order = random.Random(number)  # noqa: S311
    answers: Counter[int] = Counter()
    try:
        for turn in range(SAVES):
            answers += save(client, order.choice(addresses), f"editor {number} save {turn}")
    finally:
        connection.close()
    return answers


def save(client: Client, address: str, line: str) -> Counter[int]:
    """Count one up and add a line to the list, again until it is saved; return how often each answer came."""
    answers: Counter[int] = Counter()
    while answers[SAVED] == 0:
        assert answers.total() < TRIES
        form = opened(client, address)
        count, covers = int(form["private_note"][0]), form["covers"][0]
        answer = client.post(address, changed(form, private_note=str(count + 1), covers=f"{covers}\r\n{line}"))
        answers[answer.status_code] += 1
        # Eight threads without a pause can keep one from SQLite’s lock for longer than it waits: that is 503.
        assert answer.status_code in (SAVED, CONFLICT, BUSY)
        if answer.status_code == CONFLICT:
            assert "Somebody else has saved this since you opened it" in answer.content.decode()
    return answers
