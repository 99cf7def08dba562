"""The slice as a Django application."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Units, their names over time, what they belong to, bodies of coordination."""

    name = "biaozhun.cloud.organisations"
    label = "organisations"
