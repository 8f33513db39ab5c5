"""Ordinary views of Django REST framework: serializers of models, a page by its number, filters by related fields."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from rest_framework import serializers, viewsets
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer

from bench.naive.models import Citation, Company, HistoricalStance, Law, Place, Source, Stance

_FIELDS = (
    "slug",
    "company",
    "law",
    "demand",
    "position",
    "announced_on",
    "valid_from",
    "valid_until",
    "summary",
    "updated_at",
)
_NEWEST_FIRST = ("-announced_last", "-announced_precision", "-slug")
_FILTERS = {
    "company": "company__slug",
    "law": "law__slug",
    "position": "position",
    "demand": "demand",
    "source": "citations__source__slug",
}


class PlaceSerializer(serializers.ModelSerializer[Place]):
    """A place by its name."""

    class Meta:
        model = Place
        fields = ("slug", "name")


class CompanyReference(serializers.ModelSerializer[Company]):
    """A company by its name."""

    class Meta:
        model = Company
        fields = ("slug", "name")


class LawReference(serializers.ModelSerializer[Law]):
    """A law by its name and place."""

    place = PlaceSerializer()

    class Meta:
        model = Law
        fields = ("slug", "short_name", "place")


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A whole source."""

    class Meta:
        model = Source
        exclude = ("id",)


class CitationSerializer(serializers.ModelSerializer[Citation]):
    """A citation with its source."""

    source = SourceSerializer()  # type: ignore[assignment]

    class Meta:
        model = Citation
        fields = ("relation", "quote", "source")


class StanceSerializer(serializers.ModelSerializer[Stance]):
    """An answer with all that it rests on."""

    company = CompanyReference()
    law = LawReference()
    citations = CitationSerializer(many=True)

    class Meta:
        model = Stance
        fields = (*_FIELDS, "citations")


class HistorySerializer(serializers.ModelSerializer[HistoricalStance]):
    """An answer as it was; history keeps no citations."""

    company = CompanyReference()
    law = LawReference()

    class Meta:
        model = HistoricalStance
        fields = ("history_id", *_FIELDS)


class CompanySerializer(serializers.ModelSerializer[Company]):
    """A company."""

    home = PlaceSerializer()

    class Meta:
        model = Company
        fields = ("slug", "name", "kind", "home", "website", "summary")


class Pages(PageNumberPagination):
    """Pages of fifty."""

    page_size = 50


class _View(viewsets.ReadOnlyModelViewSet[Any]):
    pagination_class = Pages
    renderer_classes = (JSONRenderer,)
    authentication_classes = ()
    permission_classes = ()
    request: HttpRequest  # type: ignore[assignment]


class StanceView(_View):
    """Answers of today, or, with ``known_at``, as they were known then."""

    lookup_field = "slug"

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        """Return the serializer of today's answers, or of their history."""
        return HistorySerializer if "known_at" in self.request.GET else StanceSerializer

    def get_queryset(self) -> QuerySet[Any]:
        """Return what the query string asks for."""
        given = self.request.GET
        rows: QuerySet[Any]
        if "known_at" in given:
            rows = _known_at(given["known_at"])
        else:
            rows = Stance.objects.prefetch_related("citations__source")
        for name, field in _FILTERS.items():
            if name in given:
                rows = rows.filter(**{field: given[name]})
        if "place" in given:
            rows = rows.filter(Q(law__place__slug=given["place"]) | Q(law__place__parent__slug=given["place"]))
        if "valid_on" in given:
            day = given["valid_on"]
            rows = rows.filter(Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gt=day)))
        return rows.select_related("company", "law__place").order_by(*_NEWEST_FIRST)


class ChangeView(_View):
    """The history in its order."""

    serializer_class = HistorySerializer

    def get_queryset(self) -> QuerySet[HistoricalStance]:
        """Return what came after the number that is asked."""
        rows = HistoricalStance.objects.filter(history_id__gt=int(self.request.GET.get("after", 0)))
        return rows.select_related("company", "law__place").order_by("history_id")


class CompanyView(_View):
    """Companies."""

    lookup_field = "slug"
    serializer_class = CompanySerializer
    queryset = Company.objects.select_related("home").order_by("slug")


def _known_at(text: str) -> QuerySet[HistoricalStance]:
    """Return the newest row of each answer as of then, as django-simple-history's ``as_of`` finds it."""
    then = HistoricalStance.objects.filter(history_date__lte=parse_datetime(text))
    newest = then.filter(slug=OuterRef("slug")).order_by("-history_date", "-history_id").values("history_id")[:1]
    return then.filter(history_id=Subquery(newest)).exclude(history_type="-")
