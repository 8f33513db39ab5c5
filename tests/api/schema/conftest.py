"""The generated client, and a world with all that an answer may hold."""

import importlib
import sys
from collections.abc import Iterator
from datetime import datetime
from types import ModuleType

import pytest

from companies.record.publishing.publish import publish, retract
from tests import cast
from tests.api.schema.client import PACKAGE, Generated, generate
from tests.api.schema.rows import OPTIONAL, publish_next_answer, publish_rows


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package that the generator writes, once a run."""
    folder = tmp_path_factory.mktemp("generated")
    generate(folder)
    sys.path.insert(0, str(folder))
    yield importlib.import_module(PACKAGE)
    sys.path.remove(str(folder))


@pytest.fixture
def generated(package: ModuleType) -> Generated:
    """The client, ready to ask."""
    return Generated(package)


@pytest.fixture
def rich_world(db: None, clock: datetime) -> datetime:
    """A row of each kind with every field that it may have, and bare ones; an answer that was taken back."""
    publish_rows(OPTIONAL)
    publish_next_answer()
    taken_back = cast.stance("hooli-left", company=cast.company("hooli"), position="withdrew", announced_on="2020-07")
    publish([taken_back.company, taken_back], cause="new_evidence")
    retract([("stance", "hooli-left")], note="Another law.")
    return clock
