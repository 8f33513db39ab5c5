"""An answer as a sentence: what it is called where what became of it is told."""

from django.utils.translation import gettext_lazy as _

from companies.record.documents.compose import Document
from companies.record.documents.names import law_with_place
from companies.vocabulary import DEMANDS

_ANSWERS = {
    "refuses": _("%(company)s refuses the demand for %(demand)s in the %(law)s"),
    "suspended": _("%(company)s suspended its answers to the demand for %(demand)s in the %(law)s"),
    "contests": _("%(company)s contests in court the demand for %(demand)s in the %(law)s"),
    "cannot_comply": _("%(company)s says that it cannot comply with the demand for %(demand)s in the %(law)s"),
    "withdrew": _("%(company)s withdrew over the demand for %(demand)s in the %(law)s"),
    "assessing": _("%(company)s is assessing the demand for %(demand)s in the %(law)s"),
    "no_comment": _("%(company)s gave no comment on the demand for %(demand)s in the %(law)s"),
    "complies_in_part": _("%(company)s complies in part with the demand for %(demand)s in the %(law)s"),
    "complies": _("%(company)s complies with the demand for %(demand)s in the %(law)s"),
}


def answer_sentence(stance: Document) -> str:
    """Return an answer as a sentence: "Zoom suspended its answers to the demand for user data in the … (Hong Kong)"."""
    return str(_ANSWERS[stance["position"]]) % {
        "company": stance["company"]["name"],
        "demand": DEMANDS.label(stance["demand"]),
        "law": law_with_place(stance),
    }
