"""The slice as a Django application."""

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """International documents that standards take over, and their newer editions."""

    name = "biaozhun.cloud.adoption"
    label = "adoption"
