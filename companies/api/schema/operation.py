"""What drf-spectacular is told of each view: it walks the addresses, the views say what stands at them."""

from typing import Any

from drf_spectacular.openapi import AutoSchema


class ReadingSchema(AutoSchema):
    """Takes an operation's description from the view's ``describe`` in place of guessing it from serializers."""

    def get_operation(self, *args: Any) -> dict[str, Any]:
        """Return the operation of the view's GET."""
        described: dict[str, Any] = self.view.describe()  # type: ignore[attr-defined]
        return described
