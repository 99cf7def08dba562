"""The slice as a Django application."""

from django.apps import AppConfig


class GreenChannelConfig(AppConfig):
    """Uses of the priority and the emergency procedure, what they left out, and their audit."""

    name = "biaozhun.cloud.green_channel"
    label = "green_channel"
