"""Places, licences and goals."""

from django.db import IntegrityError, models, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.models import Goal, Licence, Place

Kept = Place | Licence | Goal


@transaction.atomic
def keep(thing: Kept, *, actor: Person) -> None:
    """Store a place, a licence or a goal, new or changed; its form has checked it.

    Raises:
        RefusedError: another one took its name since then (``name_taken``).
    """
    is_new = thing.pk is None
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        raise RefusedError("another one has this name", code="name_taken") from error
    kind = thing._meta.model_name  # noqa: SLF001  -- Django's documented way to a model's name
    verb = "added" if is_new else "changed"
    held = {field.name: getattr(thing, field.name) for field in thing._meta.fields}  # noqa: SLF001  -- likewise
    told = {name: "" if value is None else str(value) for name, value in held.items()}
    record(f"holdings.{kind}_{verb}", subject=f"{kind}:{thing.pk}", actor=actor, facts=told)


@transaction.atomic
def drop(thing: Kept, *, actor: Person) -> bool:
    """Remove it; false where copies still name it, and nothing is changed then."""
    kind, pk = thing._meta.model_name, thing.pk  # noqa: SLF001  -- as above
    try:
        with transaction.atomic():
            thing.delete()
    except models.ProtectedError:
        return False
    record(f"holdings.{kind}_dropped", subject=f"{kind}:{pk}", actor=actor)
    return True
