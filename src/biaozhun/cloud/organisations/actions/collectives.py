"""Names that stand for many units."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.models import Body, Collective
from biaozhun.core.unit_names import collective_key


@transaction.atomic
def save_collective(
    held: Collective | None,
    *,
    name: str,
    body: Body | None,
    kind: str,
    levels: Sequence[str],
    actor: Person,
) -> Collective:
    """Add a collective, or change one.

    Raises:
        RefusedError: another has that name, in this spelling or another.
    """
    saved = Collective(pk=held.pk) if held else Collective()
    key = collective_key(name)[:200]
    if not key or Collective.objects.filter(folded=key).exclude(pk=saved.pk).exists():
        raise RefusedError(_("已经登记过这个说法，或只差写法。"), field="name")
    saved.name, saved.folded, saved.body = name, key, body
    saved.kind, saved.levels = kind, list(levels)
    saved.save()
    facts = {"name": name, "body": str(body or ""), "kind": kind, "levels": list(levels)}
    verb = "changed" if held else "added"
    record(
        f"organisations.collective_{verb}",
        subject=f"collective:{saved.pk}",
        actor=actor,
        facts=facts,
    )
    return saved


@transaction.atomic
def remove_collective(held: Collective, *, actor: Person) -> None:
    """Take a collective back."""
    record(
        "organisations.collective_removed",
        subject=f"collective:{held.pk}",
        actor=actor,
        facts={"name": held.name},
    )
    held.delete()
