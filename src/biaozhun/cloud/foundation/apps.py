"""The slice as a Django application."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The few things all slices share."""

    name = "biaozhun.cloud.foundation"
    label = "foundation"
