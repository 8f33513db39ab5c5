"""What all tests share: databases like production's, a fixed clock, and a ledger that can be emptied."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase, override_settings
from hypothesis import HealthCheck, settings

from companies import clock as product_clock
from companies import known_addresses
from tests.instant import BASE_INSTANT
from tracker.caches.configuring import ANSWERS, cache_settings

FULL = os.environ.get("FULL") == "1"
_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "suite", max_examples=100, stateful_step_count=30, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile(
    "full", max_examples=2000, stateful_step_count=50, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
settings.load_profile("full" if FULL else "suite")


@pytest.fixture
def clock() -> Iterator[datetime]:
    """The product's clock stands still at BASE_INSTANT."""
    with product_clock.fixed(BASE_INSTANT):
        yield BASE_INSTANT


@pytest.fixture
def kept() -> Iterator[None]:
    """Answers are kept, as they are in production: in memory, with nothing there at first."""
    with override_settings(CACHES=cache_settings("", django_settings.KEPT_ANSWERS_BYTES)):
        caches[ANSWERS].clear()
        known_addresses.forget_all()
        yield
        caches[ANSWERS].clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Sort texts on PostgreSQL by a locale that differs from ours, so that a missing COLLATE "C" shows.

    In C.UTF-8 both orders are the same; `en-u-ka-shifted` skips hyphens, which moves 200 of 1,349 slugs.
    On SQLite, make the folder of the test file.
    """
    if connection.vendor == "sqlite":
        os.makedirs(os.path.dirname(connection.settings_dict["TEST"]["NAME"]), exist_ok=True)
        return
    plain: Callable[[], str] = connection.creation.sql_table_creation_suffix
    connection.creation.sql_table_creation_suffix = (  # type: ignore[method-assign]
        lambda: f"{plain()} LOCALE_PROVIDER icu ICU_LOCALE 'en-u-ka-shifted'"
    )


_flush_after_test = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def _flush_around_guard(case: TransactionTestCase) -> None:
    """Empty the database after a test with real commits, although the ledger refuses to be emptied.

    The guard is off only while the rows go. Installing it makes the row of Head again, which flush takes too.
    """
    from companies.record.ledger import guard

    guard.remove()
    try:
        _flush_after_test(case)
    finally:
        guard.install()


TransactionTestCase._fixture_teardown = _flush_around_guard  # type: ignore[attr-defined]
