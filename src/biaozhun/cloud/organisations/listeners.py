"""Every organisation is found by the name it is registered under, whoever registered it."""

from django.apps.registry import Apps, apps
from django.db.models.signals import post_save

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.actions.naming import name_row
from biaozhun.cloud.organisations.limits import LONGEST_NAME
from biaozhun.cloud.organisations.models import OrganisationName
from biaozhun.core.unit_names import spelling


def listen() -> None:
    """Begin to put the names of organisations in."""
    post_save.connect(keep_name, sender=Organisation, dispatch_uid="organisations.names")


def keep_name(instance: Organisation, *, raw: bool = False, **_: object) -> None:
    """Put in the name an organisation was registered under or given, unless it is there."""
    if raw:  # a fixture brings its own names
        return
    own = spelling(instance.name).folded[:LONGEST_NAME]
    held = OrganisationName.objects.filter(organisation=instance, folded=own)
    if not held.exists():
        name_row(instance, instance.name).save()


def name_all(apps: Apps = apps, **_: object) -> None:
    """Put in the names of organisations that were registered before there was a place for them."""
    if "organisationname" not in apps.all_models["organisations"]:
        return
    nameless = Organisation.objects.filter(names=None).order_by("pk")
    rows = (name_row(one, one.name) for one in nameless.iterator(500))
    OrganisationName.objects.bulk_create(rows, batch_size=500)
