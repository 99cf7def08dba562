"""The slice as a Django application."""

from django.apps import AppConfig


class WatchesConfig(AppConfig):
    """What people keep an eye on, and what changed of it."""

    name = "biaozhun.cloud.watches"
    label = "watches"

    def ready(self) -> None:
        """Say what rests on a standard because it is watched."""
        from biaozhun.cloud.watches.listeners import listen  # noqa: PLC0415  -- needs the models

        listen()
