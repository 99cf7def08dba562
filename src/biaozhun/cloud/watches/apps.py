"""The slice as a Django application."""

from django.apps import AppConfig


class WatchesConfig(AppConfig):
    """What people keep an eye on, and what changed of it."""

    name = "biaozhun.cloud.watches"
    label = "watches"
