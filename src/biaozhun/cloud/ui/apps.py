"""The slice as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    """Page frame and components."""

    name = "biaozhun.cloud.ui"
    label = "ui"

    def ready(self) -> None:
        """Let every slice say what it puts into the navigation."""
        autodiscover_modules("navigation")
