"""The slice as a Django application."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue."""

    name = "biaozhun.cloud.catalogue"
    label = "catalogue"
