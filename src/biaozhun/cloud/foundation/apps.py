"""The slice as a Django application."""

import sys

import structlog
from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The few things all slices share."""

    name = "biaozhun.cloud.foundation"
    label = "foundation"

    def ready(self) -> None:
        """Events go to standard error as one line each; standard output belongs to commands."""
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
            logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        )
