"""The slice as a Django application."""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    """The registry of figures."""

    name = "biaozhun.cloud.metrics"
    label = "metrics"
