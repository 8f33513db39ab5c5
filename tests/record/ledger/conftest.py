"""What the tests of the ledger begin with."""

import pytest

from companies.record.publishing.publish import retract
from tests import cast


@pytest.fixture
def ledger() -> None:
    """A record of some sets: additions, technical revisions, a retraction."""
    cast.stance("acme-1", announced_on="2019")
    cast.publish_everything()
    cast.stance("acme-2", announced_on="2020")
    cast.publish_everything()
    retract([("stance", "acme-2")], note="Doubtful.")
