"""The slice as a Django application."""

from django.apps import AppConfig
from django.core.signals import got_request_exception
from django.utils.module_loading import autodiscover_modules

from biaozhun.cloud.ui.failures import log_failure


class UiConfig(AppConfig):
    """Page frame and components."""

    name = "biaozhun.cloud.ui"
    label = "ui"

    def ready(self) -> None:
        """Let every slice say what it shows on the pages of others and what crawlers may find.

        Every failed request is logged.
        """
        autodiscover_modules("navigation", "panels", "sitemaps")
        got_request_exception.connect(log_failure)
