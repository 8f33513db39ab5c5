"""What all settings have in common. Everything that an operator may set comes from the environment."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from tracker.caches.configuring import cache_settings, most_bytes
from tracker.database import database_settings, replica_settings

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Where the SQLite file, the generated SECRET_KEY and the collected static files live.
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").absolute()
PORT = os.environ.get("PORT") or "8000"

SITE_NAME = os.environ.get("SITE_NAME") or "Answers on Record"
# Who keeps the record, and where they are written to; blank where that is not to be told.
PUBLISHER = os.environ.get("PUBLISHER", "").strip()
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "").strip()
ERRORS_EMAIL = os.environ.get("ERRORS_EMAIL", "").strip() or CONTACT_EMAIL
for _name, _address in (("CONTACT_EMAIL", CONTACT_EMAIL), ("ERRORS_EMAIL", ERRORS_EMAIL)):
    if _address and not re.fullmatch(r"[^@\s<>\"?&]+@[^@\s<>\"?&]+", _address):
        raise ImproperlyConfigured(f"{_name} must be one mail address, as in record@example.org; it is {_address!r}.")
# Our own absolute addresses begin with this; the ledger holds none, so it may change.
SITE_URL = (os.environ.get("SITE_URL") or f"http://127.0.0.1:{PORT}").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in ("http", "https") or not _site.hostname or _site.path or _site.query:
    raise ImproperlyConfigured("SITE_URL must be http://host or https://host, with a port if need be and no path.")
SITE_IS_HTTPS = _site.scheme == "https"
# One host, from the settings: a forged Host header is refused.
ALLOWED_HOSTS = [_site.hostname]
if _site.hostname in ("127.0.0.1", "localhost"):
    ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

INSTALLED_APPS = [
    "tracker",
    "companies",
    # Django's admin, with the desk as its site.
    "companies.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    # Outermost, so that errors and static files get their headers too.
    "tracker.middleware.headers.HeadersMiddleware",
    "tracker.middleware.limits.LimitsMiddleware",
    # An answer is kept in the form in which it is sent; one that is there already needs nothing of what follows.
    "tracker.middleware.keeping.KeepingMiddleware",
    "tracker.middleware.gzip.GzipMiddleware",
    # It asks what stands inside it again where a replica can't answer. Not used without replicas.
    "tracker.routing.middleware.ReplicaMiddleware",
    "tracker.middleware.known.KnownAddressesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Judges the Host header, and adds a missing last slash.
    "django.middleware.common.CommonMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # From here on only /admin/ has cookies.
    "tracker.middleware.admin_only.CookielessReadersMiddleware",
    "tracker.middleware.admin_only.AdminSessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tracker.middleware.admin_only.AdminAuthenticationMiddleware",
    "tracker.middleware.admin_only.AdminMessageMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
APPEND_SLASH = True
CSRF_FAILURE_VIEW = "tracker.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": database_settings(
        os.environ.get("DATABASE_URL", ""),
        DATA_DIR / "record.sqlite3",
        "test_answers_on_record",
        BASE_DIR / "var" / "tests",
    )
}
_replicas = replica_settings(os.environ.get("REPLICA_URLS", ""), DATABASES["default"])
DATABASES |= _replicas
REPLICAS = tuple(_replicas)
DATABASE_ROUTERS = ["tracker.routing.router.ReplicaRouter"]
REDIS_URL = os.environ.get("REDIS_URL", "")
if REPLICAS and not REDIS_URL:
    # Without it one process would answer from a replica what another has already answered with more.
    raise ImproperlyConfigured("REPLICA_URLS needs REDIS_URL, where processes share what readers have been shown.")
# Whole answers of the record are kept by their ETag: in this process's memory, or in Redis for all processes.
KEPT_ANSWERS_BYTES = most_bytes(os.environ.get("KEPT_ANSWERS_MB", ""))
CACHES = cache_settings(os.environ.get("REDIS_URL", ""), KEPT_ANSWERS_BYTES)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Static files are the site's own and answer to no other origin.
WHITENOISE_ALLOW_ALL_ORIGINS = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Browsers keep a `__Host-` cookie only where it is Secure and its path is "/", so on https the name carries
# that promise and the path is "/"; readers' pages neither set nor read it either way. On http it is /admin/.
SESSION_COOKIE_NAME = "__Host-session" if SITE_IS_HTTPS else "session"
SESSION_COOKIE_PATH = "/" if SITE_IS_HTTPS else "/admin/"
SESSION_COOKIE_SECURE = SITE_IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if SITE_IS_HTTPS else "csrf"
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH
CSRF_COOKIE_SECURE = SITE_IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_SSL_HOST = _site.netloc
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if SITE_IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SITE_IS_HTTPS
SECURE_HSTS_PRELOAD = SITE_IS_HTTPS
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"

# The longest body that an editor may send; readers send none to speak of (see tracker.middleware.limits).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

REST_FRAMEWORK: dict[str, object] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME,
    "OAS_VERSION": "3.1.0",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Whether the schema is whole is for the API's own tests to say, not for a deployment.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}

# Nothing about a reader is written down: no access log, no 4xx log (it would hold addresses), no mail.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": True},
    },
}
ADMINS: list[tuple[str, str]] = []
MANAGERS: list[tuple[str, str]] = []

# Where a log-in leads that names no page of the desk.
LOGIN_REDIRECT_URL = "admin:index"
