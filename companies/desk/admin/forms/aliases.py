"""What a row is also called, edited on its page (decision 036)."""

from django.utils.text import capfirst

from companies.desk.admin.forms.children import ChildInline, OrderedFormSet
from companies.models.shared_rules import NAME_KEYS, alias_faults


class AliasFormSet(OrderedFormSet):
    """Aliases, none of which is the row's name or stands twice."""

    def clean(self) -> None:
        """Refuse an alias that tells nothing new."""
        super().clean()
        kept = self.kept()
        names = {key: getattr(self.instance, key, "") for key in NAME_KEYS}
        for place, why in alias_faults({**names, "aliases": [{"name": form.instance.name} for form in kept]}):
            kept[place].add_error("name", f"{capfirst(why)}.")

    def validate_unique(self) -> None:
        """Leave it to :meth:`clean`, for which case makes no difference, and which says which one stands twice."""


class AliasInline(ChildInline):
    """Short forms, and names in other languages."""

    formset = AliasFormSet
    fields = (("name", "language"), "order")
