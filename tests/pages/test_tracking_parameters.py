"""Parameters that are not ours to keep are taken off by a redirect."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("company=&position=withdrew", "?position=withdrew"),
        ("utm_source=x&announced_from=2020-07&fbclid=y", "?announced_from=2020-07"),
        ("pk_campaign=x&position=refuses,suspended", "?position=refuses,suspended"),
        ("company=&gclid=z", ""),
    ],
)
def test_blank_fields_and_what_others_hang_on_a_link_are_taken_off(client: Client, asked: str, kept: str) -> None:
    answer = client.get(f"/timeline/?{asked}")
    assert (answer.status_code, answer["Location"]) == (301, f"/timeline/{kept}")
