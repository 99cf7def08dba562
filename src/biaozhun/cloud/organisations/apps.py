"""The slice as a Django application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisationsConfig(AppConfig):
    """Units, their names over time, what they belong to, bodies of coordination."""

    name = "biaozhun.cloud.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Keep the names of all organisations."""
        from biaozhun.cloud.organisations.listeners import (  # noqa: PLC0415  -- needs the models
            listen,
            name_all,
        )

        listen()
        post_migrate.connect(name_all, sender=self)
