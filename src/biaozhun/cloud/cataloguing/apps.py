"""The slice as a Django application."""

from django.apps import AppConfig


class CataloguingConfig(AppConfig):
    """What keepers decide: conflicts, facts, numbers, runs taken back."""

    name = "biaozhun.cloud.cataloguing"
    label = "cataloguing"
