"""The slice as a Django application."""

from django.apps import AppConfig


class LawsConfig(AppConfig):
    """The register of laws and policies, and the standards that they cite."""

    name = "biaozhun.cloud.laws"
    label = "laws"
