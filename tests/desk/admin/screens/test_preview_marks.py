"""Marks stand where a previewed page says what readers can't see yet."""

import pytest

from companies.desk.admin.screens.preview_marks import marked

PART, ROW = (
    f'<mark class="desk-unpublished">{words}</mark>' for words in ("not published yet", "this row is not published yet")
)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>A</p><p>B</p>", f"<p>A</p><p>{PART} B</p>"),
        ("<p>A</p><li> <span>B</span> <p>C</p></li>", f"<p>A</p><li> <span>B</span> <p>{PART} C</p></li>"),
        ("<p>A</p><p><a href='/b/'>B</a> C</p>", f"<p>A</p><p>{PART} <a href='/b/'>B</a> {ROW} C</p>"),
        ("<p>\u2028\nA</p>\n<td>&amp;<b>B</b></td>", f"<p>\u2028\nA</p>\n<td>{PART} &amp;<b>B</b></td>"),
        (
            "<p>A</p><p><span class='position left'>B</span></p>",
            f"<p>A</p><p>{PART} <span class='position left'>B</span></p>",
        ),
        (
            "<li><i>1</i><p>B</p><p>C</p></li><li><i>1</i><p>A</p></li>",
            f"<li><i>1</i><p>{PART} B</p><p>C</p></li><li><i>1</i><p>A</p></li>",
        ),
        ("<li><i>2</i><p>A</p></li>", f"<li><i>2</i><p>{PART} A</p></li>"),
        ("<li><i>1</i><p>A</p><p>B</p></li>", f"<li><i>1</i><p>A</p><p>{PART} B</p></li>"),
        ("<h2></h2><p>A</p><p> </p>", "<h2></h2><p>A</p><p> </p>"),
    ],
)
def test_marks_stand_before_the_words_of_what_is_new(page: str, expected: str) -> None:
    item = "<li><i>1</i><p>A</p></li>" if "<i>" in page else "<p>A</p>"
    public = f"<p>Out</p><main>{item}</main>"
    assert marked(f"<main>{page}</main><p>Foot</p>", public, {"/b/"}) == f"<main>{expected}</main><p>Foot</p>"
