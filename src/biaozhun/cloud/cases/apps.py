"""The slice as a Django application."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The gate of all life cycles."""

    name = "biaozhun.cloud.cases"
    label = "cases"
