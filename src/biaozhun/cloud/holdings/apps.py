"""The slice as a Django application."""

from django.apps import AppConfig


class HoldingsConfig(AppConfig):
    """What the library owns or has licensed, and how it comes and goes."""

    name = "biaozhun.cloud.holdings"
    label = "holdings"
