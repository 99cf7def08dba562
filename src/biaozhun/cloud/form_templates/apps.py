"""The slice as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FormTemplatesConfig(AppConfig):
    """The region's own forms, filled from the cases they belong to."""

    name = "biaozhun.cloud.form_templates"
    label = "form_templates"

    def ready(self) -> None:
        """Let every slice say which forms it can fill."""
        autodiscover_modules("paper_forms")
