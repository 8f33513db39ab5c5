"""Where Django looks for the admin: it stands in :mod:`companies.desk.admin`."""

from companies.desk.admin import register

register()
