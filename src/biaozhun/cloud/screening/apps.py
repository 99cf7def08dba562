"""The slice as a Django application."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """What stands against a proposal: duplicates, scope, wording that fences a market."""

    name = "biaozhun.cloud.screening"
    label = "screening"
