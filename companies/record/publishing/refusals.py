"""Why a set can't be published or retracted. Nothing is written when one of these stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from companies.record.ledger.revision import Key


@dataclass(frozen=True)
class Fault:
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
    """The set was refused; ``faults`` says why, all at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @property
    def missing(self) -> list[Key]:
        """Everything that would have to be in the set too, each once."""
        return list(dict.fromkeys(key for fault in self.faults for key in fault.missing))


def refuse_if(faults: Iterable[Fault]) -> None:
    """Raise PublishError when there is any fault."""
    if found := list(faults):
        raise PublishError(found)
