"""The slice as a Django application."""

from django.apps import AppConfig


class IssuingConfig(AppConfig):
    """Approval, numbers, announcements, disclosure and filing of local standards."""

    name = "biaozhun.cloud.issuing"
    label = "issuing"
