"""The slice as a Django application."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Limits, quorums and shares of the region, and who signed them."""

    name = "biaozhun.cloud.rules"
    label = "rules"

    def ready(self) -> None:
        """Count periods by the calendar of the installation."""
        from biaozhun.cloud.cases.calendars import count_by  # noqa: PLC0415  -- needs the models
        from biaozhun.cloud.rules.queries import calendar  # noqa: PLC0415  -- needs the models

        count_by(calendar)
