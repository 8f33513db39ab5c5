"""What may reach what is a property of folders: contracts name no file, and hold each folder of the record."""

import tomllib
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
RECORD = ROOT / "companies" / "record"
ONE_FILE = {"companies.templatetags.page_tags"}
"""Named as a file because Django wants the tags of readers and of the desk in one folder."""


def _contracts() -> list[dict[str, list[str]]]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts: list[dict[str, list[str]]] = configuration["tool"]["importlinter"]["contracts"]
    return contracts


def _named() -> set[str]:
    keys = ("source_modules", "forbidden_modules", "layers", "modules")
    texts = [text for contract in _contracts() for key in keys for text in contract.get(key, [])]
    return {name.strip() for text in texts for name in text.split("|")}


def test_contracts_name_folders_alone() -> None:
    folders = {name for name in _named() if (ROOT / name.replace(".", "/")).is_dir()}
    assert _named() - folders == ONE_FILE


def test_each_folder_of_the_record_is_held_by_a_contract() -> None:
    wings = {f"companies.record.{folder.parent.name}" for folder in RECORD.glob("*/__init__.py")}
    assert wings - _named() == set(), "add the folder to the contracts in pyproject.toml"
    assert [file.name for file in RECORD.glob("*.py")] == ["__init__.py"], "put the file into one of the folders"


def test_no_reader_asks_django_for_a_model_by_its_name() -> None:
    """The contract sees imports alone; this is the other way to a desk model."""
    folders = [settings.BASE_DIR / "companies" / name for name in ("pages", "api", "record", "templatetags")]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    assert files
    assert [file.name for file in files if "get_model" in file.read_text()] == []


def test_no_readers_template_loads_the_desks_tags() -> None:
    templates = settings.BASE_DIR / "templates"
    files = [file for file in templates.rglob("*.*") if file.relative_to(templates).parts[0] not in ("desk", "admin")]
    assert files
    assert [file.name for file in files if "load desk" in file.read_text()] == []
