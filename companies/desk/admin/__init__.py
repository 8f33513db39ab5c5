"""Django's admin, made into a desk: a file a noun, and the pages between an editor and the record."""


def register() -> None:
    """Put every kind of row on the desk. Called once, when Django looks for the admin."""
    from django.contrib import admin

    from companies.desk.admin.check import CheckAdmin
    from companies.desk.admin.company import CompanyAdmin
    from companies.desk.admin.figure import FigureAdmin
    from companies.desk.admin.jurisdiction import JurisdictionAdmin
    from companies.desk.admin.law import LawAdmin
    from companies.desk.admin.source import SourceAdmin
    from companies.desk.admin.stance import StanceAdmin
    from companies.models import Check, Company, Figure, Jurisdiction, Law, Source, Stance

    admin.site.register(Stance, StanceAdmin)
    admin.site.register(Company, CompanyAdmin)
    admin.site.register(Law, LawAdmin)
    admin.site.register(Source, SourceAdmin)
    admin.site.register(Jurisdiction, JurisdictionAdmin)
    admin.site.register(Figure, FigureAdmin)
    admin.site.register(Check, CheckAdmin)
