"""How figures are drawn: one scale a series, a band as a range, and never a point that no report gives."""

from typing import Any

import pytest

from companies.pages.components.figure_bars import BAR_WIDTH, WITH_ROOM, Bar, Scale


def bars(*figures: dict[str, Any]) -> list[Bar]:
    scale = Scale.of(figures)
    return [scale.bar(figure) for figure in figures]


def test_all_figures_of_a_series_have_one_scale() -> None:
    number, band = bars({"received": 50, "complied": 25}, {"received_from": 0, "received_to": 100})
    assert number == Bar(width=BAR_WIDTH // 2, complied=BAR_WIDTH // 4)
    assert band == Bar(band=(0, BAR_WIDTH))


def test_a_band_without_an_upper_end_goes_on_past_the_largest_number() -> None:
    number, band = bars({"received": 1000}, {"received_from": 1000})
    assert number.width == WITH_ROOM
    assert band == Bar(band=(WITH_ROOM, BAR_WIDTH - WITH_ROOM), open_ended=True)


def test_a_share_of_a_number_is_that_part_of_its_bar() -> None:
    assert bars({"received": 10, "complied_share": "50.0"})[0].complied == BAR_WIDTH // 2


@pytest.mark.parametrize(
    ("figure", "drawn"),
    [
        ({"received_from": 0, "received_to": 9, "complied_share": "50"}, None),
        ({"received": 10, "complied": 40, "complied_unit": "accounts", "note": "Many."}, None),
        ({"complied_share": "50"}, BAR_WIDTH // 2),
    ],
)
def test_what_has_no_place_on_the_scale_is_not_drawn(figure: dict[str, Any], drawn: int | None) -> None:
    assert bars(figure)[0].complied == drawn


def test_nothing_is_drawn_where_nothing_of_the_unit_is_told() -> None:
    assert not bars({"complied": 40, "complied_unit": "accounts"})[0].is_drawn
