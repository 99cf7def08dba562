"""The slice as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, roles, sign-in."""

    name = "biaozhun.cloud.accounts"
    label = "accounts"
