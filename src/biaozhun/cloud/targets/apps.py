"""The slice as a Django application."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    """What the targets of plans stand at."""

    name = "biaozhun.cloud.targets"
    label = "targets"
