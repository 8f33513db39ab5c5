"""The world that most tests of the API read: Freedonia's law, three companies, and their answers."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from companies import clock as product_clock
from tests import cast


@pytest.fixture
def world(db: None, clock: datetime) -> datetime:
    """Everything below is published an hour before the test's clock; returns the test's clock.

    Acme assessed in July 2020 and refuses since October; Globex withdrew; Initech was looked at in vain.
    """
    freedonia = cast.place()
    cast.place("east-freedonia", name="East Freedonia", kind="territory", parent=freedonia)
    cast.place("sylvania")
    act = cast.law(events=[{"date": "2020-06-30", "kind": "in_force"}], in_force_on="2020-06-30")
    acme = cast.company(home=freedonia, names=[{"name": "Anvils Ltd", "kind": "former", "to": "2020-08-31"}])
    globex, initech = cast.company("globex"), cast.company("initech", kind="service")
    gazette, herald = cast.source(), cast.source("herald", language="zh-Hant", kind="company_statement")
    shared: dict[str, Any] = {"law": act, "demand": "user_data"}
    cast.stance("acme-assessing", company=acme, position="assessing", announced_on="2020-07-06", **shared)
    cast.stance(
        "acme-refuses",
        company=acme,
        position="refuses",
        announced_on="2020-10",
        cited=[gazette, {"source": herald, "relation": "disputes", "quote": "no such thing"}],
        **shared,
    )
    cast.stance("globex-withdrew", company=globex, position="withdrew", announced_on="2020-07-01", **shared)
    cast.figure(company=acme)
    cast.check(company=initech)
    with product_clock.fixed(clock - timedelta(hours=1)):
        cast.publish_everything()
    return clock
