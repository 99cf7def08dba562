"""The slice as a Django application."""

from django.apps import AppConfig
from django.apps.registry import Apps, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """People, organisations, roles, sign-in."""

    name = "biaozhun.cloud.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Begin to write signing in and out into the journal."""
        from biaozhun.cloud.accounts.sign_in.journal import listen  # noqa: PLC0415  -- needs the models

        listen()
        post_migrate.connect(seal_second_factors, sender=self)


def seal_second_factors(apps: Apps = apps, **_: object) -> None:
    """Bring the secrets of second factors under the present key, once the tables are there."""
    from biaozhun.cloud.accounts.actions.second_factors import seal_anew  # noqa: PLC0415  -- needs the models

    if "authenticator" in apps.all_models["mfa"]:
        seal_anew()
