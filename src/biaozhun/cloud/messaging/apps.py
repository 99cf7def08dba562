"""The slice as a Django application."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Who is told what, how and when, and the record of every notice."""

    name = "biaozhun.cloud.messaging"
    label = "messaging"
