"""The codebook in code: every closed list of words, with labels and definitions.

The methodology page, the forms, the API's parameters and the databases' CHECKs are all made from these. A code is
never reused and never changes its meaning. To add a word, add it here and make the migration that the CHECKs then
need; the position's shape stands in ``static/css/position.css``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = "1"
"""The codebook's version, told on the methodology page."""

Text = str | Promise


@dataclass(frozen=True)
class Word:
    """One code with its label, and where the codebook gives them its definition and its group."""

    code: str
    label: Text
    definition: Text = ""
    group: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of words, in the codebook's order."""

    name: str
    words: tuple[Word, ...]
    by_code: dict[str, Word] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {word.code: word for word in self.words})

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def __getitem__(self, code: str) -> Word:
        return self.by_code[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the codebook's order."""
        return tuple(word.code for word in self.words)

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """Pairs of code and label, as Django's fields take them."""
        return [(word.code, word.label) for word in self.words]

    def label(self, code: str) -> Text:
        """Return the label of ``code``; raises KeyError for a code that the codebook doesn't have."""
        return self.by_code[code].label


GROUPS = Vocabulary(
    "group",
    (
        Word("resists", _("Resists"), _("It does not do what the law asks, or not for now.")),
        Word("left", _("Left"), _("It left the market or pulled the product.")),
        Word("undecided", _("Undecided"), _("It is studying the law, or says nothing.")),
        Word("yields", _("Yields"), _("It does what the law asks, wholly or in part.")),
    ),
)

POSITIONS = Vocabulary(
    "position",
    (
        Word(
            "refuses",
            _("Refuses"),
            _(
                "It says that it will not comply, will not hand data over, or will no longer process such requests, "
                "and names no end; also a threat to leave rather than comply; also an act against the demand by one "
                "whom the law does not address (a browser that blocks a state's certificate)."
            ),
            "resists",
        ),
        Word(
            "suspended",
            _("Suspended"),
            _(
                "It has paused, frozen or stopped answering the demand for now, until a review ends, or until "
                "anything else that it names, even where it never answered one before. “Paused” is always this, "
                "never “refuses”. Shutting its own service is “withdrew”."
            ),
            "resists",
        ),
        Word(
            "contests",
            _("Contests in court"),
            _("A filed case or a formal legal objection. Criticism of a bill is no position."),
            "resists",
        ),
        Word(
            "cannot_comply",
            _("Cannot comply"),
            _("It says that it holds no such data, or that its design makes compliance impossible."),
            "resists",
        ),
        Word(
            "withdrew",
            _("Withdrew"),
            _(
                "It left the market, shut or pulled the product or moved its servers because of the law, done or "
                "announced, be it for hours; coming back is a new stance."
            ),
            "left",
        ),
        Word("assessing", _("Assessing"), _("It is studying the law or has not decided."), "undecided"),
        Word(
            "no_comment",
            _("No comment"),
            _(
                "It was asked about this demand, declined or did not answer, and has no position yet for this "
                "company, law and demand. Every later silence is a check and lets the position stand."
            ),
            "undecided",
        ),
        Word(
            "complies_in_part",
            _("Complies in part"),
            _(
                "Some demands only, or under stated conditions: treaty (MLAT) route only, emergencies only, narrow "
                "reading. “We review each request” alone is no position; figures of removals alone are figures."
            ),
            "yields",
        ),
        Word(
            "complies",
            _("Complies"),
            _(
                "It complies or says that it will: data handed over, content removed, representative appointed, "
                "service registered."
            ),
            "yields",
        ),
    ),
)

DEMANDS = Vocabulary(
    "demand",
    (
        Word("user_data", _("user data"), _("Disclosure of user data.")),
        Word(
            "content_removal",
            _("content removal"),
            _("Removal or blocking of content, or of an app in a store."),
        ),
        Word(
            "network_restriction",
            _("network restriction"),
            _("Blocking, throttling or shutting down a whole service or network."),
        ),
        Word("interception", _("interception"), _("Live surveillance.")),
        Word("decryption", _("decryption"), _("Decryption, or weakened encryption.")),
        Word("data_localization", _("data localisation"), _("Storing data of its users inside the country.")),
        Word("data_retention", _("data retention"), _("Keeping logs or data of its users for a time.")),
        Word(
            "local_representative",
            _("local representative"),
            _("A representative or an office in the country."),
        ),
        Word("registration", _("registration"), _("Registration of the service.")),
        Word(
            "identity_verification",
            _("identity verification"),
            _("Identity verification of its users: real names, documents, SIM registration, age checks."),
        ),
    ),
)

QUESTIONS: dict[str, Text] = {
    "user_data": _("who hands over user data?"),
    "content_removal": _("who removes content?"),
    "network_restriction": _("who lets itself be blocked?"),
    "interception": _("who lets the state listen in?"),
    "decryption": _("who weakens encryption?"),
    "data_localization": _("who stores data in the country?"),
    "data_retention": _("who keeps data of its users?"),
    "local_representative": _("who names a representative?"),
    "registration": _("who registers?"),
    "identity_verification": _("who checks who its users are?"),
}
"""What a reader asks about each demand, behind the name of a place: "Hong Kong: who hands over user data?"."""

CAUSES = Vocabulary(
    "cause",
    (
        Word(
            "company_acted",
            _("the company acted"),
            _("A stance's first revision: the company has now said it. Only this says that the company moved."),
        ),
        Word(
            "new_evidence",
            _("new evidence"),
            _("Found later, or better sources; or the world around it moved."),
        ),
        Word("correction", _("correction"), _("The record was wrong.")),
        Word("technical", _("stored anew"), _("The same fact, stored differently.")),
        Word("retraction", _("retraction"), _("It was taken back; its address tells why.")),
    ),
)

CHANGES = Vocabulary(
    "change",
    (
        Word("added", _("added"), _("Its first revision, or its first after a retraction.")),
        Word("changed", _("changed"), _("A later revision.")),
        Word("retracted", _("retracted"), _("A tombstone.")),
    ),
)

WORLDWIDE = "worldwide"
"""The kind of jurisdiction that stands for all places together, as reports count them."""

JURISDICTION_KINDS = Vocabulary(
    "jurisdiction kind",
    (
        Word("country", _("country")),
        Word("territory", _("territory")),
        Word("state", _("state")),
        Word("bloc", _("bloc")),
        Word(WORLDWIDE, _("worldwide")),
    ),
)

COMPANY_KINDS = Vocabulary(
    "company kind",
    (
        Word("company", _("company"), _("A firm that answers for itself, whoever owns it.")),
        Word(
            "service",
            _("service"),
            _("A product with a name of its own, counted apart from the company that runs it."),
        ),
        Word(
            "foundation",
            _("foundation"),
            _("A foundation or association that runs services and is not run for profit."),
        ),
    ),
)

NAME_KINDS = Vocabulary(
    "name kind",
    (
        Word("legal", _("legal name"), _("Its registered name.")),
        Word("brand", _("brand"), _("A name it trades under; only told on its page.")),
        Word("former", _("former name"), _("Its name until the day given.")),
    ),
)

LAW_KINDS = Vocabulary(
    "law kind",
    (
        Word("statute", _("statute"), _("An act of a legislature that binds whom it names.")),
        Word(
            "regulation",
            _("regulation"),
            _("Rules that a government or a regulator made under a statute; of the EU, a Regulation."),
        ),
        Word("order", _("order"), _("What a court, a ministry or a regulator orders in one case.")),
        Word("bill", _("bill"), _("A draft that was laid before a legislature and is not passed.")),
        Word("treaty", _("treaty"), _("An agreement between states.")),
        Word(
            "directive",
            _("directive"),
            _("Directions that bind: of the EU its members, of an authority all whom they name."),
        ),
        Word("licence", _("licence"), _("The terms on which a state lets a company operate.")),
        Word(
            "guideline",
            _("guideline"),
            _("Guidance, a code or advice of an authority: it says what is expected, and is not law itself."),
        ),
    ),
)

EVENT_KINDS = Vocabulary(
    "event kind",
    (
        Word("proposed", _("proposed")),
        Word("adopted", _("adopted")),
        Word("in_force", _("in force")),
        Word("amended", _("amended")),
        Word("suspended", _("suspended")),
        Word("struck_down", _("struck down")),
        Word("repealed", _("repealed")),
        Word("applied", _("applied")),
        Word("other", _("other")),
    ),
)

LAW_STATES = Vocabulary(
    "law state",
    (
        Word("not_recorded", _("not recorded"), _("The record has no date for it by that day.")),
        Word("proposed", _("proposed"), _("A bill, or announced.")),
        Word("adopted", _("adopted"), _("Passed, and not yet in force.")),
        Word("in_force", _("in force"), _("It applies.")),
        Word("suspended", _("suspended"), _("It was put on hold.")),
        Word("struck_down", _("struck down"), _("A court set it aside.")),
        Word("repealed", _("repealed"), _("It was taken back. A repeal ends no answer.")),
    ),
)

SOURCE_KINDS = Vocabulary(
    "source kind",
    (
        Word("news", _("news"), _("A report in the press.")),
        Word("company_statement", _("company statement"), _("The company’s own word.")),
        Word("transparency_report", _("transparency report"), _("The company’s own figures.")),
        Word("law_text", _("text of a law"), _("The text of a law.")),
        Word("court_document", _("court document"), _("A court paper.")),
        Word("government_statement", _("government statement"), _("A government’s word.")),
        Word("ngo_report", _("report of an NGO"), _("A report of an NGO.")),
    ),
)

CHECKED = Vocabulary(
    "checked",
    (
        Word("read", _("read"), _("Its text was read for the record.")),
        Word("named", _("named"), _("Another source names it; its own text was not read.")),
    ),
)

RELATIONS = Vocabulary(
    "relation",
    (
        Word("supports", _("Supports"), _("It states what the record says.")),
        Word("disputes", _("Disputes"), _("It tells it otherwise.")),
    ),
)

CONDITIONS = Vocabulary(
    "condition",
    (
        Word("mlat_only", _("by treaty (MLAT) only")),
        Word("emergency_only", _("in emergencies only")),
        Word("court_order_only", _("with a court order only")),
        Word("non_content_only", _("data other than content only")),
        Word("after_review", _("after a review")),
    ),
)

REQUEST_TYPES = Vocabulary(
    "request type",
    (
        Word("user_data", _("requests for user data"), _("To hand over data of users.")),
        Word("content_removal", _("requests for content removal"), _("To remove or block content, or an app.")),
        Word("preservation", _("requests for preservation"), _("To keep data that may be asked for later.")),
        Word("emergency", _("emergency requests"), _("To hand over data at once, because a life is in danger.")),
        Word("account_restriction", _("requests for account restriction"), _("To restrict or suspend an account.")),
        Word("account_deletion", _("requests for account deletion"), _("To delete an account.")),
        Word(
            "financial_identifiers",
            _("requests by financial identifiers"),
            _("To hand over data found by a card, a payment or a gift card."),
        ),
        Word("push_tokens", _("requests by push tokens"), _("To hand over data found by the token of push messages.")),
    ),
)

UNITS = Vocabulary(
    "unit",
    (
        Word("requests", _("requests"), _("Requests, orders or notices, each counted once.")),
        Word("accounts", _("accounts"), _("Accounts or users that the requests name.")),
        Word("devices", _("devices"), _("Devices that the requests name.")),
        Word("items", _("items"), _("Pieces of content: posts, videos, listings.")),
        Word("identifiers", _("identifiers"), _("Identifiers of any kind: accounts, numbers, addresses, cards.")),
        Word("urls", _("web addresses"), _("Web addresses that the requests name.")),
        Word("apps", _("apps"), _("Apps in a store.")),
    ),
)

PROCESSES = Vocabulary(
    "process",
    (
        Word("subpoena", _("subpoena"), _("A demand of an authority or a lawyer that no judge has signed.")),
        Word("search_warrant", _("search warrant"), _("A judge’s warrant to search for stored data.")),
        Word("court_order", _("court order"), _("An order of a court that is no warrant.")),
        Word("interception_order", _("interception order"), _("An order to watch what is said while it is said.")),
        Word(
            "metadata_order",
            _("metadata order"),
            _("An order to note who is in contact with whom from now on, without what is said."),
        ),
        Word(
            "national_security_letter",
            _("national security letter"),
            _("A letter of the FBI of the United States, without a judge, mostly under secrecy."),
        ),
        Word("fisa_order", _("FISA order"), _("An order of the court for foreign intelligence of the United States.")),
        Word(
            "mlat",
            _("request by treaty (MLAT)"),
            _("By a treaty on legal assistance, through the company’s own state."),
        ),
        Word("administrative_order", _("administrative order"), _("An order of an authority or a regulator.")),
        Word("other", _("other"), _("Another that the report counts apart; the note says which.")),
    ),
)
"""By which legal process something was requested."""

CONTENTS = Vocabulary(
    "content",
    (
        Word("content", _("content"), _("What was written, said or stored.")),
        Word("non_content", _("data other than content"), _("Who, when and from where: names, addresses, times.")),
    ),
)
"""Whether what was requested is content."""

COMPLIED_MEANINGS = Vocabulary(
    "complied meaning",
    (
        Word("some_data", _("some data given")),
        Word("all_data", _("all data given")),
        Word("removed", _("removed")),
    ),
)

OUTCOMES = Vocabulary(
    "outcome",
    (
        Word(
            "nothing_found",
            _("looked, nothing said"),
            _("An editor looked on that day and found nothing said."),
        ),
        Word("no_reply", _("asked, no answer"), _("The company was asked and gave no answer.")),
        Word("replied", _("answered without a position"), _("The company answered and took no position.")),
    ),
)

KINDS = Vocabulary(
    "kind",
    (
        Word("jurisdiction", _("place")),
        Word("source", _("source")),
        Word("company", _("company")),
        Word("law", _("law")),
        Word("stance", _("answer")),
        Word("figure", _("figure")),
        Word("check", _("check")),
    ),
)
"""The kinds of the record, in the order in which a set is written (design: publishing 1)."""

PLURALS = {
    "jurisdiction": "jurisdictions",
    "source": "sources",
    "company": "companies",
    "law": "laws",
    "stance": "stances",
    "figure": "figures",
    "check": "checks",
}
"""Each kind's word in addresses: ``/companies/<slug>/``, ``/api/v1/companies/``."""
