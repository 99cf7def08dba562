"""The slice as a Django application."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Policy texts, their tasks and targets, and the work on them."""

    name = "biaozhun.cloud.plans"
    label = "plans"
