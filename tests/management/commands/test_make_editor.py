"""An editor's account: made with a password that is shown once and kept only as a hash."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

pytestmark = pytest.mark.django_db


def _made(*arguments: str) -> tuple[str, str]:
    """The name and the password that the command shows."""
    out = StringIO()
    call_command("make_editor", *arguments, stdout=out)
    words = out.getvalue().split()
    return words[words.index("Editor:") + 1], words[words.index("Password:") + 1]


def test_the_password_that_is_shown_opens_the_desk(client: Client) -> None:
    name, password = _made()
    assert name == "editor"
    assert client.login(username=name, password=password)
    assert client.get("/admin/").status_code == 200


def test_every_editor_gets_another_password_of_twenty_characters() -> None:
    passwords = {_made(name)[1] for name in ("ruth", "noor")}
    assert [len(password) for password in passwords] == [20, 20]


def test_the_password_is_stored_only_as_a_hash() -> None:
    _, password = _made("ruth")
    assert password not in User.objects.get().password


def test_a_name_that_is_taken_is_refused_and_keeps_its_password(client: Client) -> None:
    name, password = _made("ruth")
    with pytest.raises(CommandError, match="changepassword ruth"):
        _made("ruth")
    assert client.login(username=name, password=password)


def test_an_editor_of_the_desk_alone_may_publish_and_not_manage_accounts(client: Client) -> None:
    name, password = _made("ruth", "--desk-only")
    assert client.login(username=name, password=password)
    for address in ("company/add/", "stance/", "law/", "source/", "jurisdiction/", "figure/", "check/"):
        assert client.get(f"/admin/companies/{address}").status_code == 200
    assert client.get("/admin/publish/?row=company/acme").status_code == 200
    assert client.get("/admin/auth/user/").status_code == 403
