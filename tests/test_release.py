"""Another release is another answer: what tells releases apart."""

from django.conf import settings

from companies.release import files_of_a_release, release_digest


def test_a_release_is_told_apart_by_every_file_that_fills_a_page() -> None:
    files = set(files_of_a_release())
    code = settings.BASE_DIR / "companies"
    for folder in ("api", "pages", "record"):
        assert set((code / folder).rglob("*.py")) <= files, f"companies/{folder} is left out of files_of_a_release"
    assert {code / "vocabulary.py", code / "partial_dates.py", code / "templatetags" / "page_tags.py"} <= files
    assert set((settings.BASE_DIR / "templates" / "pages").rglob("*.html")) <= files
    assert {settings.BASE_DIR / "tracker/middleware/gzip.py", settings.BASE_DIR / "requirements.txt"} <= files
    assert len(release_digest()) == 12
