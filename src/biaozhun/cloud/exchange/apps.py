"""The slice as a Django application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Partners, harvests, and the catalogue handed on."""

    name = "biaozhun.cloud.exchange"
    label = "exchange"
