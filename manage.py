#!/usr/bin/env python3
"""Run a management command, with the development settings unless DJANGO_SETTINGS_MODULE names others."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings.development")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # What an operator set wrongly is told in one line.
        sys.exit(f"manage.py: {error}")
