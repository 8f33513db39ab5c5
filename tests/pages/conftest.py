"""The world that the tests of pages read: Freedonia's Data Act, who answered it, who was looked at, what was mended."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from companies import clock as product_clock
from companies.models import Stance
from companies.record.publishing.publish import publish, retract
from tests import cast

Read = Callable[..., "Seen"]


@pytest.fixture
def world(db: None, clock: datetime) -> datetime:
    """Acme refused in July 2020 and complies since October; Globex withdrew; Initech was looked at in vain.

    Acme's summary was corrected, Hooli's answer retracted. Returns the instant of the first publication.
    """
    freedonia = cast.place(name_zh_hant="自由國")
    cast.place("east-freedonia", name="East Freedonia", kind="territory", parent=freedonia)
    act = cast.law(
        events=[{"date": "2020-06-30", "kind": "in_force", "title": "The act takes effect"}],
        provisions=[{"label": "Section 7", "summary": "Hand data over.", "penalty": "A fine.", "demand": "user_data"}],
        in_force_on="2020-06-30",
    )
    acme = cast.company(home=freedonia, names=[{"name": "Anvils Ltd", "kind": "former", "to": "2020-08-31"}])
    globex, initech, hooli = cast.company("globex"), cast.company("initech"), cast.company("hooli")
    cast.company("acme-mail", kind="service", parent=acme)
    gazette, herald = cast.source(), cast.source("herald", language="zh-Hant")
    evidence = [{"source": gazette, "quote": "we will not"}, {"source": herald, "relation": "disputes", "note": "No."}]
    refuses = cast.stance(
        "acme-1", company=acme, law=act, announced_on="2020-07-06", cited=evidence, covers=["acme-mail"]
    )
    cast.stance("acme-2", company=acme, law=act, announced_on="2020-10", position="complies")
    cast.stance("globex-1", company=globex, law=act, announced_on="2020", position="withdrew")
    cast.stance("hooli-1", company=hooli, law=act, announced_on="2020-09-01", position="assessing")
    cast.figure(company=acme, jurisdiction=freedonia, complied=3, complied_meaning="some_data")
    cast.check(company=initech, law=act)
    first = clock - timedelta(hours=3)
    with product_clock.fixed(first):
        cast.publish_everything()
    with product_clock.fixed(clock - timedelta(hours=2)):
        Stance.objects.filter(pk=refuses.pk).update(summary="It says that it never will.")
        publish([refuses], cause="correction", note="The source says never.")
    with product_clock.fixed(clock - timedelta(hours=1)):
        retract([("stance", "hooli-1")], note="It was about another act.")
    return first


@dataclass(frozen=True)
class Seen:
    """A page as it was sent, and the words that a reader reads on it."""

    html: str

    @property
    def text(self) -> str:
        """The words of the main part, in order, in one line."""
        main = self.html[self.html.index("<main") : self.html.index("</main>")]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split()).replace(" ,", ",").replace(" .", ".")

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        found = re.search(r"<title>(.*?)</title>", self.html, re.DOTALL)
        assert found is not None
        return " ".join(unescape(found[1]).split())

    def in_order(self, *words: str) -> bool:
        """Whether the words stand on the page in this order."""
        places, start = [], 0
        for word in words:
            start = self.text.find(word, start)
            places.append(start)
        return -1 not in places


@pytest.fixture
def read(client: Client) -> Read:
    """Return the page at a path; its status must be the one expected."""

    def read_page(path: str, status: int = 200) -> Seen:
        response = client.get(path)
        assert response.status_code == status, path
        return Seen(response.content.decode())

    return read_page
