"""The slice as a Django application."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Public consultation on drafts: comments, letters, answers, and what comes of them."""

    name = "biaozhun.cloud.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Drafts of projects that are consulted on are read when they come."""
        from biaozhun.cloud.consultations.listeners import listen  # noqa: PLC0415  -- needs the models

        listen()
