"""The slice as a Django application."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Applications of departments, decided in batches."""

    name = "biaozhun.cloud.proposals"
    label = "proposals"
