"""The slice as a Django application."""

from django.apps import AppConfig


class LawsConfig(AppConfig):
    """The register of laws and policies, and the standards that they cite."""

    name = "biaozhun.cloud.laws"
    label = "laws"

    def ready(self) -> None:
        """Say what of the register rests on standards."""
        from biaozhun.cloud.laws.listeners import listen  # noqa: PLC0415  -- needs the models

        listen()
