"""Migrating to owners over time: each parent becomes an owner without dates, and back."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

_BEFORE, _OWNERS = "0008_sort_name", "0011_laws_companies_sources"

_MIGRATE = f"""
import json
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

def at(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("companies", name)])
    return MigrationExecutor(connection).loader.project_state([("companies", name)]).apps.get_model

def parents(model):
    return dict(model("companies", "Company").objects.filter(parent__isnull=False).values_list("slug", "parent__slug"))

model = at("{_BEFORE}")
owner = model("companies", "Company").objects.create(slug="globex", name="Globex", kind="company", summary="It owns.")
for slug in ("acme", "bolt"):
    model("companies", "Company").objects.create(slug=slug, name=slug, kind="company", summary="It is.", parent=owner)
before = parents(model)
model = at("{_OWNERS}")
rows = model("companies", "CompanyOwner").objects.order_by("company__slug")
owners = list(rows.values_list("company__slug", "owner__slug", "from_date", "to_date", "order"))
first = rows[0]
rows.filter(pk=first.pk).update(to_date="2020")
print(json.dumps([before, owners, parents(at("{_BEFORE}"))]))
"""


def test_each_parent_becomes_an_owner_without_dates_and_back(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _MIGRATE],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/desk.sqlite3", "DATA_DIR": str(tmp_path)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    before, owners, after = json.loads(ran.stdout.splitlines()[-1])
    assert before == {"acme": "globex", "bolt": "globex"}
    assert owners == [["acme", "globex", "", "", 0], ["bolt", "globex", "", "", 0]]
    assert after == {"bolt": "globex"}
