"""The slice as a Django application."""

from django.apps import AppConfig


class SpecialCollectionsConfig(AppConfig):
    """Special collections with a tree of their own."""

    name = "biaozhun.cloud.special_collections"
    label = "special_collections"
