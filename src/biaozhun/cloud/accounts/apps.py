"""The slice as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, roles, sign-in."""

    name = "biaozhun.cloud.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Begin to write signing in and out into the journal."""
        from biaozhun.cloud.accounts.sign_in.journal import listen  # noqa: PLC0415  -- needs the models

        listen()
