"""For working on the code: `manage.py runserver`. Never for serving anyone."""

from tracker.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "development-only-key-that-production-refuses-to-start-with"  # noqa: S105
INTERNAL_IPS: list[str] = []
# Static files through whitenoise, as in production, straight from their sources.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
