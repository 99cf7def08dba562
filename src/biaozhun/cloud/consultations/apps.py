"""The slice as a Django application."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Public consultation on drafts: comments, letters, answers, and what comes of them."""

    name = "biaozhun.cloud.consultations"
    label = "consultations"
