"""The slice as a Django application."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Days of projects against the rules, who holds the ball, warnings, averages, forecasts."""

    name = "biaozhun.cloud.clocks"
    label = "clocks"
