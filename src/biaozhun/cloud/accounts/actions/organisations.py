"""Organisations: whom people work for, and who belongs to whom."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.errors import CircleError, CreditCodeTakenError, NameTakenError
from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record


@transaction.atomic
def add_organisation(
    name: str, *, credit_code: str, parent: Organisation | None, actor: Person
) -> Organisation:
    """Put an organisation in; its code is checked by the form.

    Raises:
        OrganisationTakenError: somebody was quicker with that name or that code.
    """
    made = Organisation(name=name, credit_code=credit_code, parent=parent)
    _save(made)
    record("accounts.organisation_added", subject=f"organisation:{name}", actor=actor)
    return made


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    name: str,
    credit_code: str,
    parent: Organisation | None,
    actor: Person,
) -> None:
    """Correct an organisation.

    Raises:
        CircleError: it would be part of itself.
        OrganisationTakenError: another has that name or that code.
    """
    held = Organisation.objects.select_for_update()
    parents = dict(held.order_by("pk").values_list("pk", "parent_id"))
    _refuse_circle(organisation.pk, parent.pk if parent else None, parents)
    kept = Organisation.objects.select_related("parent").get(pk=organisation.pk)
    before = (kept.name, kept.credit_code, str(kept.parent or ""))
    after = (name, credit_code, str(parent or ""))
    if before == after:
        return
    kept.name, kept.credit_code, kept.parent = name, credit_code, parent
    _save(kept)
    facts = {"before": before, "after": after}
    record(
        "accounts.organisation_changed", subject=f"organisation:{name}", actor=actor, facts=facts
    )


def _save(organisation: Organisation) -> None:
    """Write it; the database decides which of two that come together was first."""
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        others = Organisation.objects.exclude(pk=organisation.pk)
        if others.filter(name=organisation.name).exists():
            raise NameTakenError(_("已经有同名的组织。")) from None
        raise CreditCodeTakenError(_("已经有组织登记了这个代码。")) from None


def _refuse_circle(moved: int, parent: int | None, parents: Mapping[int, int | None]) -> None:
    """Go up from the new parent; all organisations are locked, so nobody moves meanwhile."""
    above = parent
    while above is not None:
        if above == moved:
            raise CircleError(_("一个组织不能隶属于自己或自己的下级。"))
        above = parents.get(above)
