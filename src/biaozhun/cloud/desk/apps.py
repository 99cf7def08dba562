"""The slice as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The operator's desk: sources, uploads, runs."""

    name = "biaozhun.cloud.desk"
    label = "desk"
