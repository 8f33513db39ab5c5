"""How figures are drawn: a number as a bar, a band as a range, a share of a bar; one scale a series, no false point."""

from collections.abc import Iterable
from dataclasses import dataclass

from companies.record.documents.compose import Document

BAR_WIDTH = 160
"""Pixels of the widest bar."""
WITH_ROOM = 120
"""The same in a series with a band that has no upper end, which goes on past the largest number that is told."""


@dataclass(frozen=True)
class Bar:
    """One figure's drawing, in pixels; None where there is nothing to draw."""

    width: int | None = None
    """Of a number."""
    band: tuple[int, int] | None = None
    """Of a band: where it begins, and its width."""
    open_ended: bool = False
    """Whether the band has no upper end."""
    complied: int | None = None
    """Of how often the company complied."""

    @property
    def is_drawn(self) -> bool:
        """Whether anything is drawn."""
        return (self.width, self.band, self.complied) != (None, None, None)


@dataclass(frozen=True)
class Scale:
    """The one scale of a series: its largest count, or per cent where it has shares alone."""

    largest: int
    """0 where no figure of the series has a count."""
    width: int = BAR_WIDTH
    """Pixels of the largest count."""

    @classmethod
    def of(cls, figures: Iterable[Document]) -> "Scale":
        """Return the scale of some figures."""
        listed = list(figures)
        counts = (number for figure in listed for number in _counts(figure))
        width = WITH_ROOM if any(map(_is_open_ended, listed)) else BAR_WIDTH
        return cls(max(counts, default=0), width)

    def bar(self, figure: Document) -> Bar:
        """Return the drawing of one of the figures."""
        if not self.largest and "complied_share" in figure and not _counts(figure):
            return Bar(complied=_share(figure, BAR_WIDTH))
        received = figure.get("received")
        width = None if received is None else self._pixels(received)
        return Bar(
            width=width,
            band=self._band(figure),
            open_ended=_is_open_ended(figure),
            complied=self._complied(figure, width),
        )

    def _band(self, figure: Document) -> tuple[int, int] | None:
        """Return a band's place: one without an upper end goes on to the end of the scale."""
        begins, ends = figure.get("received_from"), figure.get("received_to")
        if begins is None and ends is None:
            return None
        start = self._pixels(begins or 0)
        end = BAR_WIDTH if ends is None else self._pixels(ends)
        return start, max(1, end - start)

    def _complied(self, figure: Document, width: int | None) -> int | None:
        """Return the width of what was complied with; a share of a band is not drawn: it would be a false point."""
        if "complied" in figure:
            return None if "complied_unit" in figure else self._pixels(figure["complied"])
        return _share(figure, width) if "complied_share" in figure and width is not None else None

    def _pixels(self, number: int) -> int:
        if number == 0 or not self.largest:
            return 0
        return max(1, round(self.width * number / self.largest))


def _is_open_ended(figure: Document) -> bool:
    return "received_from" in figure and "received_to" not in figure


def _counts(figure: Document) -> list[int]:
    names = ["received", "received_from", "received_to", *([] if "complied_unit" in figure else ["complied"])]
    return [figure[name] for name in names if name in figure]


def _share(figure: Document, of: int) -> int:
    return round(float(figure["complied_share"]) / 100 * of)
