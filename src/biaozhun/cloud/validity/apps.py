"""The slice as a Django application."""

from django.apps import AppConfig


class ValidityConfig(AppConfig):
    """Checks of documents and lists: which standards are cited, and whether they hold."""

    name = "biaozhun.cloud.validity"
    label = "validity"
