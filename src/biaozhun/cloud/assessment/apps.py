"""The slice as a Django application."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Supervision and assessment of districts and departments."""

    name = "biaozhun.cloud.assessment"
    label = "assessment"
