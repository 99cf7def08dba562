"""The slice as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MetricsConfig(AppConfig):
    """The registry of figures."""

    name = "biaozhun.cloud.metrics"
    label = "metrics"

    def ready(self) -> None:
        """Let every slice register the figures of its records."""
        autodiscover_modules("metrics")
