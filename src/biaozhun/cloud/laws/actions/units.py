"""Which organisation answers for what an issuer issued."""

from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.laws.models import ResponsibleUnit


@transaction.atomic
def set_unit(issuer: str, organisation: Organisation | None, *, actor: Person) -> None:
    """Name the organisation that answers for an issuer, or take the naming back."""
    if organisation is None:
        ResponsibleUnit.objects.filter(issuer=issuer).delete()
    else:
        ResponsibleUnit.objects.update_or_create(
            issuer=issuer, defaults={"organisation": organisation}
        )
    facts = {"issuer": issuer, "organisation": organisation.name if organisation else ""}
    record("laws.unit_named", subject=f"issuer:{issuer}"[:200], actor=actor, facts=facts)
