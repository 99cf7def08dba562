"""The slice as a Django application."""

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """What rests on a standard, and who must be told when it goes."""

    name = "biaozhun.cloud.impact"
    label = "impact"

    def ready(self) -> None:
        """Standards know what the catalogue's relations say of who cites them."""
        from biaozhun.cloud.impact import listeners  # noqa: F401, PLC0415  -- registers itself
