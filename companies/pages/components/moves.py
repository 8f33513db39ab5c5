"""What a company did, as one sentence: "Signal refuses Bill C-22 (Canada) on decryption"."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from companies.record.documents.compose import Document
from companies.record.documents.names import law_with_place
from companies.vocabulary import DEMANDS, Text

SENTENCES: dict[str, Text] = {
    "refuses": _("{company} {begin}refuses{end} {law} on {demand}"),
    "suspended": _("{company} {begin}suspended{end} its answers to {law} on {demand}"),
    "contests": _("{company} {begin}contests{end} {law} in court, on {demand}"),
    "cannot_comply": _("{company} {begin}cannot comply{end} with {law} on {demand}"),
    "withdrew": _("{company} {begin}withdrew{end} because of {law}, {demand}"),
    "assessing": _("{company} {begin}is assessing{end} {law} on {demand}"),
    "no_comment": _("{company} {begin}has no comment{end} on {law}, {demand}"),
    "complies_in_part": _("{company} {begin}complies in part{end} with {law} on {demand}"),
    "complies": _("{company} {begin}complies{end} with {law} on {demand}"),
}
"""A sentence for each position. What stands between ``{begin}`` and ``{end}`` is its word, a link to the answer."""


def sentence(stance: Document, company_address: str, stance_address: str) -> SafeString:
    """Return what a company said or did, with links to the company and to the answer."""
    return format_html(
        str(SENTENCES[stance["position"]]),
        company=format_html('<a href="{}"><bdi>{}</bdi></a>', company_address, stance["company"]["name"]),
        begin=format_html('<a class="position {}" href="{}">', stance["position"], stance_address),
        end=mark_safe("</a>"),
        law=law_with_place(stance),
        demand=DEMANDS.label(stance["demand"]),
    )
