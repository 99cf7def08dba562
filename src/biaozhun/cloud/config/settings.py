"""Django's settings, read once from the environment (see :mod:`.environment`)."""

import secrets
from pathlib import Path

import dj_database_url

from biaozhun.cloud.config import environment

DATA_DIR: Path = environment.DATA_DIR.value()
DEBUG = environment.DEBUG.value()
ALLOWED_HOSTS = environment.ALLOWED_HOSTS.value()
SITE_NAME = environment.SITE_NAME.value()


def _secret_key() -> str:
    """The given key, or one made at random and kept in the data folder."""
    if given := environment.SECRET_KEY.value():
        return given
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        beside = kept.with_name(f"secret_key-{secrets.token_hex(8)}")
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(50), encoding="ascii")
        beside.replace(kept)  # whole, wherever this process is interrupted
    return kept.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    "biaozhun.cloud.foundation",
    "biaozhun.cloud.ui",
    "biaozhun.cloud.audit",
    "biaozhun.cloud.accounts",
    "biaozhun.cloud.search",
    "biaozhun.cloud.catalogue",
    "biaozhun.cloud.cataloguing",
    "biaozhun.cloud.desk",
    "biaozhun.cloud.exchange",
    "biaozhun.cloud.guidance",
    "biaozhun.cloud.holdings",
    "biaozhun.cloud.special_collections",
    "biaozhun.cloud.texts",
]

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/account/login"
LOGIN_REDIRECT_URL = "/desk"
SESSION_COOKIE_SAMESITE = "Lax"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "biaozhun.cloud.ui.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "biaozhun.cloud.ui.middleware.methods_of_the_pages",
    "biaozhun.cloud.ui.middleware.methods_of_the_interface",
]

ROOT_URLCONF = "biaozhun.cloud.config.urls"
WSGI_APPLICATION = "biaozhun.cloud.config.wsgi.application"
APPEND_SLASH = False  # addresses are made of the number and nothing is appended to them

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "biaozhun.cloud.ui.context.frame",
            ],
        },
    },
]

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds a writer waits for another
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA wal_autocheckpoint=8000; PRAGMA journal_size_limit=67108864; "
        "PRAGMA cache_size=-65536; PRAGMA mmap_size=67108864; PRAGMA temp_store=MEMORY"
    ),
}


def _database() -> dict[str, object]:
    url = environment.DATABASE_URL.value()
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "biaozhun.sqlite3",
        "OPTIONS": _SQLITE_OPTIONS,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = environment.TIME_ZONE.value()
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体"), ("zh-hant", "繁體"), ("en", "English")]

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # static files are served from the package itself
WHITENOISE_AUTOREFRESH = DEBUG

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "biaozhun.cloud.ui.views.not_from_here"
