"""The slice as a Django application."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Rounds of reporting (调度)."""

    name = "biaozhun.cloud.rounds"
    label = "rounds"
