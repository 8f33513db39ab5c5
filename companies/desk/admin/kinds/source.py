"""The admin of sources."""

from collections.abc import Iterable

from companies.desk.admin.forms.forms import DeskForm
from companies.desk.admin.forms.slugs import suggest_slug
from companies.desk.admin.forms.warnings import EditorWarning, source_warnings
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.screens.states import StateFilter


class SourceForm(DeskForm):
    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of a source that is there already."""
        return source_warnings(self.instance)

    def clean_title_language(self) -> str:
        """Return the title's language, blank where it is the source's."""
        said: str = self.cleaned_data["title_language"]
        return "" if said == self.cleaned_data.get("language") else said

    def suggest_slug(self) -> str:
        """Return a slug of publisher, date and the first words of the title."""
        words = self.instance.title.split()[:4]
        return suggest_slug("source", self.instance.publisher, self.instance.published_on, *words)


class SourceAdmin(DeskRowAdmin):
    """Sources, found by title in either language, publisher, address or slug."""

    form = SourceForm
    list_display = ("slug", "publisher", "title", "published_on", "checked", "state")
    list_filter = (StateFilter, "kind", "checked", "language")
    search_fields = ("title", "title_original", "publisher", "url", "slug")
    fields = (
        "url",
        "archive_url",
        "title",
        "title_original",
        "publisher",
        ("published_on", "retrieved_on"),
        ("language", "title_language"),
        "kind",
        "checked",
        "slug",
        "private_note",
    )
