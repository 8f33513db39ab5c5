"""How long a page may be kept: another release is another page."""

from django.conf import settings

from companies.pages.http_caching import files_of_a_release, release_digest


def test_a_release_is_told_apart_by_every_file_that_fills_a_page() -> None:
    files = set(files_of_a_release())
    code = settings.BASE_DIR / "companies"
    for folder in ("pages", "record"):
        assert set((code / folder).rglob("*.py")) <= files, f"companies/{folder} is left out of files_of_a_release"
    assert {code / "vocabulary.py", code / "partial_dates.py", code / "templatetags" / "answers.py"} <= files
    assert set((settings.BASE_DIR / "templates" / "pages").rglob("*.html")) <= files
    assert len(release_digest()) == 12
