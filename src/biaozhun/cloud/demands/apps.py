"""The slice as a Django application."""

from django.apps import AppConfig


class DemandsConfig(AppConfig):
    """What people need a standard for, and suggestions to make one."""

    name = "biaozhun.cloud.demands"
    label = "demands"
