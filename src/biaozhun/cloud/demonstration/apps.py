"""The slice as a Django application."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """The demonstration of projects: loaded on request, taken out again."""

    name = "biaozhun.cloud.demonstration"
    label = "demonstration"
