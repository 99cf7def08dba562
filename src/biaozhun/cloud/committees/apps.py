"""The slice as a Django application."""

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    """Committees, experts, posts held, and who took part in which edition."""

    name = "biaozhun.cloud.committees"
    label = "committees"
