"""Plots as SVG, with a title and a description, and the figures written beside each mark."""

from collections.abc import Mapping, Sequence
from html import escape
from math import log10

_COLOURS = ("#0b5fa5", "#3a9d5d", "#b3541e", "#7a4ea3", "#555555")
_LEFT, _RIGHT, _ROW, _TOP = 210, 90, 13, 64
_WIDTH = 900

Series = Mapping[str, float]
"""By label: a figure above zero."""


def bars(title: str, unit: str, series: Mapping[str, Series]) -> str:
    """Return bars on a scale of powers of ten: a group for each label, a bar for each series."""
    labels = list(dict.fromkeys(label for each in series.values() for label in each))
    values = [value for each in series.values() for value in each.values() if value > 0]
    lowest, highest = _decades(values)
    height = _TOP + len(labels) * (_ROW * len(series) + 8) + 20
    parts = [*_grid(lowest, highest, height), *_legend(list(series))]
    y = _TOP
    for label in labels:
        parts.append(_text(_LEFT - 8, y + _ROW * len(series) / 2 + 4, label, anchor="end"))
        for place, each in enumerate(series.values()):
            if (value := each.get(label, 0)) > 0:
                end = _x(value, lowest, highest)
                parts.append(
                    f'<rect x="{_LEFT}" y="{y + 1}" width="{max(1, end - _LEFT):.1f}" height="{_ROW - 2}" '
                    f'fill="{_COLOURS[place]}"/>'
                )
                parts.append(_text(end + 4, y + _ROW - 3, _figure(value), size=9))
            y += _ROW
        y += 8
    return _svg(title, f"Bars on a scale of powers of ten, in {unit}.", height, parts)


def lines(title: str, unit: str, sizes: Sequence[int], series: Mapping[str, Sequence[float]]) -> str:
    """Return a line for each series over the sizes of worlds, both scales in powers of ten."""
    lowest, highest = _decades([value for each in series.values() for value in each if value > 0])
    height, right = 420, _WIDTH - 230
    parts: list[str] = []
    for decade in range(lowest, highest + 1):
        y = _y(10.0**decade, lowest, highest, height)
        parts.append(f'<line x1="70" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(_text(62, y + 4, _figure(10.0**decade), anchor="end"))
    places = [70 + (right - 70) * place / max(1, len(sizes) - 1) for place in range(len(sizes))]
    parts += [_text(x, height - 12, f"{size:,}", anchor="middle") for x, size in zip(places, sizes, strict=True)]
    taken: list[float] = []
    for number, (name, values) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [(x, _y(value, lowest, highest, height)) for x, value in zip(places, values, strict=True) if value > 0]
        dashes = ' stroke-dasharray="6 3"' if number >= len(_COLOURS) else ""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        end = _free(points[-1][1], taken)
        parts.append(_text(right + 8, end + 4, f"{name} {_figure(values[-1])}", colour=colour))
    return _svg(title, f"Lines over the number of answers, both scales in powers of ten, in {unit}.", height, parts)


def _free(y: float, taken: list[float]) -> float:
    """Return a place for a label near ``y`` that no other label has."""
    while any(abs(y - other) < 13 for other in taken):
        y += 1
    taken.append(y)
    return y


def _decades(values: Sequence[float]) -> tuple[int, int]:
    lowest, highest = (int(log10(end) // 1) for end in (min(values, default=1), max(values, default=1)))
    return lowest, highest + 1


def _x(value: float, lowest: int, highest: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (log10(value) - lowest) / (highest - lowest)


def _y(value: float, lowest: int, highest: int, height: int) -> float:
    return height - 40 - (height - 90) * (log10(value) - lowest) / (highest - lowest)


def _grid(lowest: int, highest: int, height: int) -> list[str]:
    parts = []
    for decade in range(lowest, highest + 1):
        x = _x(10.0**decade, lowest, highest)
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 6}" y2="{height - 12}" stroke="#ddd"/>')
        parts.append(_text(x, _TOP - 10, _figure(10.0**decade), anchor="middle"))
    return parts


def _legend(names: Sequence[str]) -> list[str]:
    parts = []
    for place, name in enumerate(names):
        x = 12 + place * 130
        parts.append(f'<rect x="{x}" y="28" width="10" height="10" fill="{_COLOURS[place]}"/>')
        parts.append(_text(x + 14, 37, name))
    return parts


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 11, colour: str = "#222") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _svg(title: str, description: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="sans-serif">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>\n"
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n{_text(12, 18, title, size=14)}\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )
