"""The slice as a Django application."""

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """What rests on a standard, and who must be told when it goes."""

    name = "biaozhun.cloud.impact"
    label = "impact"
