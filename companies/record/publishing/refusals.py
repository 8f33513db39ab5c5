"""Why a set can't be published or retracted. A set with any refusal writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from companies.record.ledger.revision import Key


@dataclass(frozen=True)
class Refusal:
    """One reason against one row; ``kind`` and ``key`` are blank where it is about the whole set."""

    kind: str
    key: str
    code: str
    message: str
    missing: tuple[Key, ...] = ()
    """What would have to be published (or retracted) too."""

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.message}".strip(" :")


class PublishError(Exception):
    """The set was refused; ``refusals`` says why, all at once."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__("\n".join(str(refusal) for refusal in self.refusals))

    @property
    def missing(self) -> list[Key]:
        """Everything that would have to be in the set too, each once."""
        return list(dict.fromkeys(key for refusal in self.refusals for key in refusal.missing))


def refuse_if(refusals: Iterable[Refusal]) -> None:
    """Raise PublishError with all of them where there is any."""
    if found := list(refusals):
        raise PublishError(found)
