"""Django's settings, read once from the environment."""

SECRET_KEY = "replaced-below"  # noqa: S105  -- placeholder of the first slice
INSTALLED_APPS: list[str] = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
