#!/usr/bin/env python3
"""Run a management command, with the development settings unless DJANGO_SETTINGS_MODULE names others."""

import os
import sys

from tracker.commands import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings.development")
    run(sys.argv)
