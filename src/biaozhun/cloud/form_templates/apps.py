"""The slice as a Django application."""

from django.apps import AppConfig


class FormTemplatesConfig(AppConfig):
    """The region's own forms, filled from the cases they belong to."""

    name = "biaozhun.cloud.form_templates"
    label = "form_templates"
