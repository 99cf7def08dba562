"""The slice as a Django application."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Drafting projects: from the plan to the announcement."""

    name = "biaozhun.cloud.drafting"
    label = "drafting"
