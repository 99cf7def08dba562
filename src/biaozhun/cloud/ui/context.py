"""What the frame of every page needs."""

from django.conf import settings
from django.http import HttpRequest

from biaozhun import __version__
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.navigation import entries, foot_entries

TONGUES = (("zh-hans", "简", "简体中文"), ("zh-hant", "繁", "繁體中文"), ("en", "EN", "English"))

SIZE_COOKIE = "size"
SIZES = ("usual", "large")


def frame(request: HttpRequest) -> dict[str, object]:
    """Name and version of the installation, its navigation, its languages and the day."""
    return {
        "site_name": settings.SITE_NAME,
        "version": __version__,
        "today": today(),
        "tongues": TONGUES,
        "navigation": entries("head", request),
        "is_large": request.COOKIES.get(SIZE_COOKIE) == "large",
        "foot": foot_entries(request),
    }
