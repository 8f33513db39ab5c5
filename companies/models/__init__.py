"""What editors keep: the desk, a file a noun. Nothing here is public until it is published.

The ledger's models are imported so that Django finds them; they import nothing from here.
"""

from companies.models.check import Check
from companies.models.company import Company, CompanyAlias, CompanyName, CompanyOwner
from companies.models.figure import Figure
from companies.models.jurisdiction import Jurisdiction, JurisdictionAlias
from companies.models.law import Law, LawAlias, LawEvent, Provision
from companies.models.publication import Publication
from companies.models.slug import Slug
from companies.models.source import Source
from companies.models.stance import Citation, Stance
from companies.record.ledger.derived.tables import ListPage, PageMember, Tally
from companies.record.ledger.derived.total import Total
from companies.record.ledger.revision import Entry, Head, Reference, Revision

__all__ = [
    "Check",
    "Citation",
    "Company",
    "CompanyAlias",
    "CompanyName",
    "CompanyOwner",
    "Entry",
    "Figure",
    "Head",
    "Jurisdiction",
    "JurisdictionAlias",
    "Law",
    "LawAlias",
    "LawEvent",
    "ListPage",
    "PageMember",
    "Provision",
    "Publication",
    "Reference",
    "Revision",
    "Slug",
    "Source",
    "Stance",
    "Tally",
    "Total",
]
