"""The slice as a Django application."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """Hearings on important local standards, and the part that representatives take."""

    name = "biaozhun.cloud.hearings"
    label = "hearings"
