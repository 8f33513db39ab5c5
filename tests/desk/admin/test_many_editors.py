"""Eight editors save five records, each reading, changing and writing: no save is lost (R05)."""

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from companies.models import Stance
from tests import cast
from tests.conftest import FULL
from tests.desk.admin.conftest import logged_in
from tests.desk.admin.screen import changed, opened, row_address

EDITORS, RECORDS = 8, 5
SAVES = 200 if FULL else 3
TRIES = 500


@pytest.mark.django_db(transaction=True)
def test_no_save_of_eight_editors_is_lost() -> None:
    companies = [cast.company(f"company-{number}") for number in range(RECORDS)]
    addresses = [row_address(cast.stance(f"stance-{row.slug}", company=row, private_note="0")) for row in companies]
    clients = [logged_in(cast.editor(f"editor-{number}")) for number in range(EDITORS)]
    with ThreadPoolExecutor(EDITORS) as pool:
        done = list(pool.map(lambda number: work(clients[number], number, addresses), range(EDITORS)))
    assert sum(int(stance.private_note) for stance in Stance.objects.all()) == EDITORS * SAVES
    written = {line for stance in Stance.objects.all() for line in stance.covers}
    assert written == {f"editor {number} save {save}" for number in range(EDITORS) for save in range(SAVES)}
    assert sum(done) >= 0


def work(client: Client, number: int, addresses: list[str]) -> int:
    """Save as often as told, on records in an order of one's own; return how many conflicts were met."""
    client.raise_request_exception = False
    order = random.Random(number)  # noqa: S311
    try:
        return sum(save(client, order.choice(addresses), f"editor {number} save {turn}") for turn in range(SAVES))
    finally:
        connection.close()


def save(client: Client, address: str, line: str) -> int:
    """Count one up and add a line to the list, again after each conflict; return how many there were."""
    for conflicts in range(TRIES):
        form = opened(client, address)
        count, covers = int(form["private_note"][0]), form["covers"][0]
        answer: Any = client.post(address, changed(form, private_note=str(count + 1), covers=f"{covers}\r\n{line}"))
        if answer.status_code == 302:
            return conflicts
        if answer.status_code == 500:
            # Eight threads without a pause can keep one from SQLite's lock for longer than it waits: not acknowledged.
            assert isinstance(answer.exc_info[1], OperationalError)
            continue
        assert answer.status_code == 409
        assert "Somebody else has saved this since you opened it" in answer.content.decode()
    raise AssertionError("never saved")
