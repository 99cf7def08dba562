"""The slice as a Django application."""

from django.apps import AppConfig


class DemandsConfig(AppConfig):
    """What people need a standard for, and suggestions to make one."""

    name = "biaozhun.cloud.demands"
    label = "demands"

    def ready(self) -> None:
        """Let proposals be compared with suggestions."""
        from biaozhun.cloud.demands import candidates  # noqa: F401, PLC0415  -- needs the models
