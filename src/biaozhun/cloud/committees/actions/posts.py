"""Posts that people and units of here hold in standards bodies."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.committees.actions.telling_values import said
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.models import Committee, PostHeld

FIELDS: Final = (
    "name",
    "unit",
    "body",
    "committee_code",
    "committee_name",
    "post",
    "since",
    "until",
    "evidence",
    "address",
)


@transaction.atomic
def save_post(
    held: PostHeld | None, told: Mapping[str, Any], *, actor: Person
) -> tuple[PostHeld, bool]:
    """Write a post down, or correct one; also tells whether anything changed.

    The committee and the organisation are joined where the registers hold them by this code and
    this name.

    Raises:
        RefusedError: the same post is on record.
    """
    saved = held or PostHeld()
    before = said(saved, FIELDS) if held else None
    for field in FIELDS:
        setattr(saved, field, told[field])
    after = said(saved, FIELDS)
    if before == after:
        return saved, False
    saved.organisation = Organisation.objects.filter(name=saved.unit).first()
    code = saved.committee_code
    saved.committee = Committee.objects.filter(code=code).first() if code else None
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise RefusedError(_("这项任职已经登记过。"), field="post") from error
    facts = {"before": before, "after": after} if held else {"after": after}
    _record("post_changed" if held else "post_added", saved, actor, facts)
    return saved, True


@transaction.atomic
def remove_post(held: PostHeld, *, actor: Person) -> None:
    """Take back a post that was a mistake; one that is over is given its last day instead."""
    _record("post_removed", held, actor, {"before": said(held, FIELDS)})
    held.delete()


def _record(verb: str, post: PostHeld, actor: Person, facts: Mapping[str, object]) -> None:
    record(f"committees.{verb}", subject=f"post:{post.pk}", actor=actor, facts=facts)
