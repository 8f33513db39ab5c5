"""S02: what is installed is pinned, hashed, above the floors, and the same when served and when tested."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement

FLOORS = {"django": (5, 2, 19), "djangorestframework": (3, 18, 3), "urllib3": (2, 7, 0)}
LOCKS = ["requirements.txt", "requirements-test.txt"]


def _lock(name: str) -> dict[str, tuple[str, int]]:
    """Each package's version and how many hashes it has."""
    text = (Path(settings.BASE_DIR) / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    found = {}
    for line in lines:
        match = re.match(r"([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==(\S+)", line)
        assert match, f"{name}: {line[:60]} is not pinned"
        found[match[1]] = (match[2], line.count("--hash=sha256:"))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_a_hash(name: str) -> None:
    lock = _lock(name)
    assert lock
    assert [package for package, (_, hashes) in lock.items() if not hashes] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_no_path(name: str) -> None:
    text = (Path(settings.BASE_DIR) / name).read_text()
    assert not re.search(r"://|file:|^-", text, re.MULTILINE)


def test_an_extra_that_a_package_asks_for_is_pinned_as_such() -> None:
    """The pip of Python 3.11 takes ``name[extra]`` for another package than ``name``, and would look for the newest."""
    text = (Path(settings.BASE_DIR) / "requirements-test.txt").read_text()
    wanted = [
        Requirement(line)
        for distribution in metadata.distributions()
        for line in distribution.requires or ()
        if "[" in line and f"\n{distribution.name.lower()}==" in text
    ]
    asked = {f"{need.name}[{extra}]" for need in wanted for extra in need.extras if not need.marker}
    assert asked
    assert {extra for extra in asked if f"\n{extra}==" not in text} == set()


def test_nothing_is_below_its_floor() -> None:
    lock = _lock("requirements-test.txt")
    for package, floor in FLOORS.items():
        assert tuple(int(part) for part in lock[package][0].split(".")) >= floor, package


def test_what_is_tested_is_what_is_served() -> None:
    served, tested = _lock("requirements.txt"), _lock("requirements-test.txt")
    assert {package: tested.get(package) for package in served} == served


@pytest.mark.parametrize("name", ["requirements.in", "requirements-test.in"])
def test_every_direct_requirement_says_why_it_is_there(name: str) -> None:
    lines = (Path(settings.BASE_DIR) / name).read_text().splitlines()
    requirements = [line for line in lines if line and not line.startswith(("#", "-"))]
    assert [line for line in requirements if not re.search(r"\s# \S", line)] == []
