"""Django's settings, read once from the environment (see :mod:`.environment`)."""

import datetime as dt
import secrets
from pathlib import Path

import dj_database_url

from biaozhun.cloud.config import environment
from biaozhun.cloud.foundation.locking import sole_process

DATA_DIR: Path = environment.DATA_DIR.value()
DEBUG = environment.DEBUG.value()
ALLOWED_HOSTS = environment.ALLOWED_HOSTS.value()
SITE_NAME = environment.SITE_NAME.value()
UPLOAD_LIMIT = environment.UPLOAD_MEGABYTES.value() * 1024 * 1024
UPLOADS_KEPT_DAYS = environment.UPLOADS_KEPT_DAYS.value()
CHECK_MEGABYTES = environment.CHECK_MEGABYTES.value()
CHECK_ROWS = environment.CHECK_ROWS.value()
CHECK_CHARACTERS = environment.CHECK_CHARACTERS.value()
CHECKS_AN_HOUR = environment.CHECKS_AN_HOUR.value()
CHECKS_KEPT_HOURS = environment.CHECKS_KEPT_HOURS.value()
CHECK_FILE_MINUTES = environment.CHECK_FILE_MINUTES.value()
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000  # two hundred rows of a hundred cells are mended in one form
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # of such a form, in characters of four bytes
FILE_UPLOAD_HANDLERS = [
    "biaozhun.cloud.ui.uploads.LimitedUploads",  # before those that keep what comes
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


def _secret_key() -> str:
    """The given key, or one made at random and kept in the data folder."""
    if given := environment.SECRET_KEY.value():
        return given
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        with sole_process(DATA_DIR / "starting", wait=True):
            _make_key(kept)
    return kept.read_text(encoding="ascii").strip()


def _make_key(kept: Path) -> None:
    """Make the key, unless another process that starts for the first time has made it just now."""
    if kept.exists():
        return
    beside = kept.with_name(f"secret_key-{secrets.token_hex(8)}")
    beside.touch(mode=0o600)
    beside.write_text(secrets.token_urlsafe(50), encoding="ascii")
    beside.replace(kept)  # whole, wherever this process is interrupted


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = environment.SECRET_KEY_FALLBACKS.value()

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
    "biaozhun.cloud.messaging",
    "biaozhun.cloud.organisations",
    "biaozhun.cloud.rules",
    "biaozhun.cloud.search",
    "biaozhun.cloud.cases",
    "biaozhun.cloud.metrics",
    "biaozhun.cloud.catalogue",
    "biaozhun.cloud.validity",
    "biaozhun.cloud.plans",
    "biaozhun.cloud.adoption",
    "biaozhun.cloud.assessment",
    "biaozhun.cloud.cataloguing",
    "biaozhun.cloud.desk",
    "biaozhun.cloud.exchange",
    "biaozhun.cloud.guidance",
    "biaozhun.cloud.holdings",
    "biaozhun.cloud.impact",
    "biaozhun.cloud.laws",
    "biaozhun.cloud.reviews",
    "biaozhun.cloud.rounds",
    "biaozhun.cloud.special_collections",
    "biaozhun.cloud.targets",
    "biaozhun.cloud.texts",
    "biaozhun.cloud.watches",
    "biaozhun.cloud.committees",
    "biaozhun.cloud.form_templates",
    "biaozhun.cloud.drafting",
    "biaozhun.cloud.screening",
    "biaozhun.cloud.demands",
    "biaozhun.cloud.proposals",
    "biaozhun.cloud.consultations",
    "biaozhun.cloud.green_channel",
    "biaozhun.cloud.hearings",
    "biaozhun.cloud.technical_reviews",
    "biaozhun.cloud.issuing",
    "biaozhun.cloud.clocks",
    "biaozhun.cloud.takeover",
    "biaozhun.cloud.demonstration",
    "allauth",  # behind the slices, whose templates come first
    "allauth.account",
    "allauth.mfa",
    "axes",
]

BEHIND_PROXY = environment.BEHIND_PROXY.value()
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "biaozhun.cloud.accounts.sign_in.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/account/login"
LOGIN_REDIRECT_URL = "/account"
SESSION_COOKIE_SAMESITE = "Lax"
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds

SIGN_UP = environment.SIGN_UP.value()
ACCOUNT_ADAPTER = "biaozhun.cloud.accounts.sign_in.adapter.SignIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "biaozhun.cloud.accounts.sign_in.forms.OwnName"
ACCOUNT_EMAIL_VERIFICATION = "none"  # intranets have no mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
OIDC_PROVIDER = "authority"  # part of the provider's addresses here
OIDC_NAME = environment.OIDC_NAME.value()
OIDC_IS_ON = bool(environment.OIDC_ISSUER.value())
if OIDC_IS_ON:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
SOCIALACCOUNT_ADAPTER = "biaozhun.cloud.accounts.sign_in.provider.Provided"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another host (form-action 'self')
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # by an address that the provider has verified
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_PROVIDER,
                "name": OIDC_NAME,
                "client_id": environment.OIDC_CLIENT_ID.value(),
                "secret": environment.OIDC_CLIENT_SECRET.value(),
                "settings": {"server_url": environment.OIDC_ISSUER.value()},
            }
        ],
    }
}
MFA_ADAPTER = "biaozhun.cloud.accounts.sign_in.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = SITE_NAME

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins stand in the journal of events
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "biaozhun.cloud.accounts.sign_in.lockout.name_typed"
AXES_CLIENT_IP_CALLABLE = "biaozhun.cloud.accounts.sign_in.address.client_address"
AXES_LOCKOUT_CALLABLE = "biaozhun.cloud.accounts.sign_in.lockout.locked"
AXES_SENSITIVE_PARAMETERS = ["password", "login", "csrfmiddlewaretoken"]


def _mail() -> dict[str, object]:
    """Django's settings of mail; without a server mails are files."""
    server = environment.MAIL_URL.value()
    if server is None:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": DATA_DIR / "mail",
        }
    return {
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_TLS": server.security == "smtp+tls",
        "EMAIL_USE_SSL": server.security == "smtps",
        "EMAIL_TIMEOUT": 10,  # seconds
    }


globals().update(_mail())
MAIL_IS_SENT = environment.MAIL_URL.value() is not None
CONTACT = environment.CONTACT.value()
SITE_ADDRESS = environment.SITE_ADDRESS.value()
NOTICES_KEPT_DAYS = environment.NOTICES_KEPT_DAYS.value()
PRIVATE_WEBHOOKS = environment.PRIVATE_WEBHOOKS.value()
DEFAULT_FROM_EMAIL = environment.MAIL_FROM.value()

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "biaozhun.cloud.ui.middleware.content_security_policy",
    "biaozhun.cloud.accounts.sign_in.cookies.kept_to_https",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "biaozhun.cloud.ui.middleware.methods_of_the_pages",
    "biaozhun.cloud.catalogue.api.limiting.rate_limit",
    "biaozhun.cloud.ui.middleware.methods_of_the_interface",
    "django.middleware.http.ConditionalGetMiddleware",  # an ETag to every answer, and 304
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
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


API_RATE = environment.API_RATE.value()
API_RATE_WITH_KEY = environment.API_RATE_WITH_KEY.value()
DATABASES = {"default": _database()}


def _shared_cache() -> dict[str, object]:
    """Where all processes count tries and calls: in the database, or in a file beside SQLite's."""
    place = "biaozhun.cloud.foundation.shared_cache"
    if DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return {"BACKEND": f"{place}.TableCache"}
    return {"BACKEND": f"{place}.FileCache", "LOCATION": DATA_DIR / "shared_cache.sqlite3"}


CACHES = {"default": _shared_cache()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "biaozhun.cloud.ui.choosing.Renderer"

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
