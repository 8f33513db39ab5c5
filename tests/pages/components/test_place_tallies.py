"""Answers counted by place: each place counts those of the places below it."""

from collections import Counter

from companies.pages.components.place_tallies import by_place


def test_an_answer_counts_for_its_place_and_each_one_above_it() -> None:
    places = {"a": "/china/hong-kong/", "b": "/china/", "c": "/chinatown/", "d": "/chile/"}
    by_law = {
        "a": Counter({("user_data", "refuses"): 2, ("decryption", "refuses"): 1}),
        "b": Counter({("user_data", "refuses"): 4, ("user_data", "complies"): 1}),
        "c": Counter({("user_data", "withdrew"): 5}),
    }
    assert by_place(places, by_law) == {
        "/china/": Counter(refuses=7, complies=1),
        "/china/hong-kong/": Counter(refuses=3),
        "/chinatown/": Counter(withdrew=5),
        "/chile/": Counter(),
    }
