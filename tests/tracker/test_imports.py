"""Which modules of the record only read: whatever is new has to be put on one side or the other."""

import tomllib

from django.conf import settings

# These take part in publishing, in making the derived tables anew or in guarding the ledger.
WRITERS = {
    "admission",
    "appending",
    "canonical",
    "causes",
    "chains",
    "checks",
    "composing",
    "desk_part",
    "documents",
    "entries",
    "guard",
    "names",
    "own_part",
    "publish",
    "rebuild",
    "refusals",
    "status",
    "verify",
    "working",
}


def test_every_module_of_the_record_is_either_a_reader_by_contract_or_a_writer() -> None:
    configuration = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    contract = configuration["tool"]["importlinter"]["contracts"][0]
    readers = {name.removeprefix("companies.record.") for name in contract["source_modules"] if "record" in name}
    modules = {file.stem for file in (settings.BASE_DIR / "companies" / "record").glob("*.py")} - {"__init__"}
    assert modules - readers - WRITERS == set(), "add it to the first contract in pyproject.toml, or to WRITERS here"
    assert (readers | WRITERS) - modules == set(), "these are gone"
    assert readers & WRITERS == set()


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
