"""Addresses of readers' pages."""

from django.urls import path, register_converter

from companies.pages.converters import DemandConverter
from companies.pages.views import (
    about,
    companies,
    corrections,
    demands,
    home,
    jurisdictions,
    laws,
    matrix,
    site_files,
    sources,
    stances,
    timeline,
)

register_converter(DemandConverter, "demand")

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("matrix/", matrix.matrix, name="matrix"),
    # Companies
    path("companies/", companies.companies, name="companies"),
    path("companies/<slug:slug>/", companies.company, name="company"),
    # Laws
    path("laws/", laws.laws, name="laws"),
    path("laws/<slug:slug>/", laws.law, name="law"),
    # Demands
    path("demands/", demands.demands, name="demands"),
    path("demands/<demand:code>/", demands.demand, name="demand"),
    # Places
    path("jurisdictions/", jurisdictions.jurisdictions, name="jurisdictions"),
    path("jurisdictions/<slug:slug>/", jurisdictions.jurisdiction, name="jurisdiction"),
    # Answers: their list is the timeline
    path("stances/<slug:slug>/", stances.stance, name="stance"),
    # Sources
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    # The record itself
    path("corrections/", corrections.corrections, name="corrections"),
    path("methodology/", about.methodology, name="methodology"),
    path("data/", about.data, name="data"),
    path("about/", about.about, name="about"),
    path("contact/", about.contact, name="contact"),
    path("report-an-error/", about.report_an_error, name="report_an_error"),
    # Files of the site
    path("style-<str:digest>.css", site_files.style, name="style"),
    path("site-<str:digest>.png", site_files.site_picture, name="picture"),
    path("favicon.svg", site_files.favicon, name="favicon"),
    path("favicon.ico", site_files.favicon, name="favicon_ico"),
    path("robots.txt", site_files.robots, name="robots"),
    path("sitemap.xml", site_files.sitemap, name="sitemap"),
]
