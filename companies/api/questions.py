"""What one asks in the first five minutes: lines of curl in the reference, each run by a test (A18)."""

from dataclasses import dataclass

from companies.record.reading.addresses import absolute


@dataclass(frozen=True)
class Question:
    """A question in words, and the address that one asks."""

    words: str
    path: str

    @property
    def curl(self) -> str:
        """The line to type."""
        return f"curl '{absolute(self.path)}'"


QUESTIONS = (
    Question(
        "Who left Hong Kong?",
        "/api/v1/stances/?jurisdiction=hong-kong&position=withdrew&fields=company,announced_on,summary",
    ),
    Question(
        "What did Apple say before September 2020?",
        "/api/v1/stances/?company=apple&announced_to=2020-08&ordering=announced_on",
    ),
    Question("What changed in the record since revision 300?", "/api/v1/changes/?after=300"),
    Question(
        "Which answers to the National Security Law were in force on 8 July 2020?",
        "/api/v1/stances/?law=hk-national-security-law&valid_on=2020-07-08&fields=company,position",
    ),
    Question("How many answers resist?", "/api/v1/stances/?group=resists&page_size=1&count=true"),
    Question("What does the record say of Zoom?", "/api/v1/companies/zoom/"),
    Question("How did that entry come about?", "/api/v1/companies/zoom/history/"),
)
