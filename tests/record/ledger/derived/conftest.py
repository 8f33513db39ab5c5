"""Small pages and short blocks, so that few statements fill many."""

import pytest

from companies.record.ledger.derived import page_filing, tally_filing


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page hold four statements and a block five revisions."""
    monkeypatch.setattr(page_filing, "SIZE", 4)
    monkeypatch.setattr(page_filing, "FULL", 2)
    monkeypatch.setattr(tally_filing, "BLOCK", 5)
