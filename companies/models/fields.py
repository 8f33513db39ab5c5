"""The desk's columns: slugs and keys, partial dates, plain text, addresses."""

from typing import TYPE_CHECKING, Any

from django.db import models

from companies.code_field import CharField, CodeField
from companies.models import validators
from companies.slugs import LONGEST_SLUG
from companies.web_addresses import uri_of

if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    TextField = models.TextField

__all__ = [
    "CodeField",
    "KeyField",
    "LineField",
    "ParagraphField",
    "PartialDateField",
    "SlugField",
    "WebAddressField",
]


class SlugField(CodeField):
    """A row's slug: lower-case words joined by a hyphen, at most 80 characters; made once, never edited."""

    default_validators = [validators.validate_slug]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_SLUG)
        super().__init__(*args, **kwargs)


class KeyField(CodeField):
    """The key of a row without a slug, made by the row's ``make_key()``, or a method of another name, at every save."""

    def __init__(self, *args: Any, made_by: str = "make_key", **kwargs: Any) -> None:
        self.made_by = made_by
        kwargs.setdefault("max_length", 255)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("unique", True)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key: str = getattr(model_instance, self.made_by)()
        setattr(model_instance, self.attname, key)
        return key


class PartialDateField(CodeField):
    """``2020``, ``2020-07`` or ``2020-07-06``; blank where it is not known."""

    default_validators = [validators.validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)


class LineField(CharField):
    """One line of plain text, at most 2,000 characters."""

    default_validators = [validators.validate_text]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", validators.LONGEST_TEXT)
        super().__init__(*args, **kwargs)


class ParagraphField(TextField):
    """A sentence or a few, in plain text, at most 2,000 characters."""

    default_validators = [validators.validate_text]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", validators.LONGEST_TEXT)
        super().__init__(*args, **kwargs)


class WebAddressField(LineField):
    """An http or https address, and nothing else."""

    default_validators = [validators.validate_text, validators.validate_web_address]

    def to_python(self, value: Any) -> Any:
        """Return the address as a valid URI: what a form or a pack hands over is kept so."""
        text = super().to_python(value)
        return uri_of(text) if isinstance(text, str) else text
