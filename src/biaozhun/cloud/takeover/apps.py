"""The slice as a Django application."""

from django.apps import AppConfig


class TakeoverConfig(AppConfig):
    """Taking over running projects, and handing over what a region holds."""

    name = "biaozhun.cloud.takeover"
    label = "takeover"
