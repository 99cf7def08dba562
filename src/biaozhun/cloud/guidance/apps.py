"""The slice as a Django application."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Guides and notices that an operator writes."""

    name = "biaozhun.cloud.guidance"
    label = "guidance"
