"""The slice as a Django application."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Ages of editions, and which of them are due for periodic review."""

    name = "biaozhun.cloud.reviews"
    label = "reviews"
