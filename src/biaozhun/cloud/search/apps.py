"""The slice as a Django application: it has one table, the outbox."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search."""

    name = "biaozhun.cloud.search"
    label = "search"
