"""Django's admin, made into a desk: a file a kind, the screens that it is shown on, the forms that they hold."""


def register() -> None:
    """Put every kind of row on the desk. Called once, when Django looks for the admin."""
    from django.contrib import admin

    from companies.desk.admin.kinds.check import CheckAdmin
    from companies.desk.admin.kinds.company import CompanyAdmin
    from companies.desk.admin.kinds.figure import FigureAdmin
    from companies.desk.admin.kinds.jurisdiction import JurisdictionAdmin
    from companies.desk.admin.kinds.law import LawAdmin
    from companies.desk.admin.kinds.source import SourceAdmin
    from companies.desk.admin.kinds.stance import StanceAdmin
    from companies.models import Check, Company, Figure, Jurisdiction, Law, Source, Stance

    admin.site.register(Stance, StanceAdmin)
    admin.site.register(Company, CompanyAdmin)
    admin.site.register(Law, LawAdmin)
    admin.site.register(Source, SourceAdmin)
    admin.site.register(Jurisdiction, JurisdictionAdmin)
    admin.site.register(Figure, FigureAdmin)
    admin.site.register(Check, CheckAdmin)
