"""The slice as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """Typed events: who did what, when, sealed into a chain."""

    name = "biaozhun.cloud.audit"
    label = "audit"

    def ready(self) -> None:
        """Let every slice say what its events are called."""
        autodiscover_modules("events")
