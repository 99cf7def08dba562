"""The slice as a Django application."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Limits, quorums and shares of the region, and who signed them."""

    name = "biaozhun.cloud.rules"
    label = "rules"
