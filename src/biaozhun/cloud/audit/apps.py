"""The slice as a Django application."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Typed events: who did what, when, sealed into a chain."""

    name = "biaozhun.cloud.audit"
    label = "audit"
