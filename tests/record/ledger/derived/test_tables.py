"""What the derived tables call their rows, for whoever looks at them in a shell."""

from companies.record.ledger.derived.tables import ListPage, PageMember, Tally


def test_each_row_says_what_it_is() -> None:
    assert str(ListPage(pk=3)) == "page 3 of all statements"
    assert str(ListPage(pk=3, list="/freedonia/refuses")) == "page 3 of /freedonia/refuses"
    assert str(PageMember(page_id=3, entry_id=7)) == "revision 7 on page 3"
    assert str(Tally(list=1, node=0, seq=256, total=9)) == "9 in list 1, node 0, at 256"
