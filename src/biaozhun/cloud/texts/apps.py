"""The slice as a Django application."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Full texts of editions, read clause by clause."""

    name = "biaozhun.cloud.texts"
    label = "texts"
