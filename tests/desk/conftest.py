"""Two editors, logged in, and a clock that stands still."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import cast


def logged_in(user: User) -> Client:
    """Return a client of that user."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def standing_clock(clock: datetime) -> datetime:
    """The product's clock stands still."""
    return clock


@pytest.fixture
def ada(db: None) -> Client:
    """The first editor."""
    return logged_in(cast.editor("ada"))


@pytest.fixture
def ben(db: None) -> Client:
    """The second editor."""
    return logged_in(cast.editor("ben"))


@pytest.fixture
def log_in() -> Callable[[User], Client]:
    """Log any user in."""
    return logged_in
