"""The slice as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class ProposalsConfig(AppConfig):
    """Applications of departments, decided in batches."""

    name = "biaozhun.cloud.proposals"
    label = "proposals"

    def ready(self) -> None:
        """Let screening compare proposals with the applications under way."""
        import_string("biaozhun.cloud.proposals.candidates.applications")
