"""Django's admin, with the desk as its site."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Makes :class:`companies.desk.admin.site.DeskSite` the site that ``django.contrib.admin.site`` stands for."""

    default_site = "companies.desk.admin.site.DeskSite"
