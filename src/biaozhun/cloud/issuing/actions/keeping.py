"""Keeping what an authority has switched on, its posts, absences and disclosure rules."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.drafting.models import Delegation, Officer
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import ApprovalSettings, DisclosureRule
from biaozhun.cloud.organisations.permissions import acts_for

SWITCHES: Final = (
    "legal",
    "notice",
    "notice_days",
    "collective",
    "transition_days",
    "announcement_form",
)


def _permit(actor: Person, organisation_id: int) -> None:
    if not acts_for(actor, organisation_id):
        raise IssuingRefusedError("not_the_authority")


@transaction.atomic
def switch(organisation: Organisation, told: Mapping[str, Any], *, actor: Person) -> None:
    """Switch steps of the chain on and off; chains that run go on as they began.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``form_unclear``.
    """
    _permit(actor, organisation.pk)
    form = told["announcement_form"]
    if "{serial}" not in form or not _can_be_filled(form):
        raise IssuingRefusedError("form_unclear", fragment=form[:60], field="announcement_form")
    ApprovalSettings.objects.update_or_create(
        organisation=organisation, defaults={name: told[name] for name in SWITCHES}
    )
    facts = {"organisation": organisation.name, **{name: told[name] for name in SWITCHES}}
    subject = f"issuing.settings:{organisation.pk}"
    record("issuing.steps_switched", subject=subject, actor=actor, facts=facts)


def _can_be_filled(form: str) -> bool:
    """Whether nothing but the year and the serial is asked for."""
    bare = form.replace("{year}", "").replace("{serial}", "")
    return "{" not in bare and "}" not in bare


@transaction.atomic
def appoint(
    organisation: Organisation,
    person: Person,
    post: str,
    *,
    since: dt.date | None,
    until: dt.date | None,
    actor: Person,
) -> Officer:
    """Enter who holds a post.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``post_twice``, ``ends_before_it_began``.
    """
    _permit(actor, organisation.pk)
    if since and until and until < since:
        raise IssuingRefusedError("ends_before_it_began", field="until")
    same = Officer.objects.filter(organisation=organisation, person=person, post=post)
    if same.filter(since=since).exists():  # two posts without a first day are not told apart
        raise IssuingRefusedError("post_twice", field="since")
    try:
        with transaction.atomic():
            made = Officer.objects.create(
                organisation=organisation, person=person, post=post, since=since, until=until
            )
    except IntegrityError as error:
        raise IssuingRefusedError("post_twice", field="since") from error
    _note_officer("issuing.officer_appointed", made, actor)
    return made


@transaction.atomic
def relieve(officer: Officer, until: dt.date, *, actor: Person) -> None:
    """Enter the last day of a post.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``ends_before_it_began``.
    """
    _permit(actor, officer.organisation_id)
    if officer.since is not None and until < officer.since:
        raise IssuingRefusedError("ends_before_it_began", field="until")
    officer.until = until
    officer.save(update_fields=["until"])
    _note_officer("issuing.officer_relieved", officer, actor)


def _note_officer(kind: str, officer: Officer, actor: Person) -> None:
    facts = {
        "organisation": officer.organisation.name,
        "person": officer.person.name,
        "post": officer.post,
        "since": officer.since.isoformat() if officer.since else "",
        "until": officer.until.isoformat() if officer.until else "",
    }
    record(kind, subject=f"issuing.officer:{officer.pk}", actor=actor, facts=facts)


@transaction.atomic
def delegate(
    officer: Officer,
    to: Person,
    *,
    since: dt.date,
    until: dt.date,
    reason: str,
    actor: Person,
) -> Delegation:
    """Let another act in a post while its holder is away; the holder does it, or an officer.

    Raises:
        IssuingRefusedError: ``not_the_holder``, ``to_oneself``, ``ends_before_it_began``,
            ``reason_missing``.
    """
    if officer.person_id != actor.pk and not acts_for(actor, officer.organisation_id):
        raise IssuingRefusedError("not_the_holder")
    if to.pk == officer.person_id:
        raise IssuingRefusedError("to_oneself", field="to")
    if until < since:
        raise IssuingRefusedError("ends_before_it_began", field="until")
    if not reason.strip():
        raise IssuingRefusedError("reason_missing", field="reason")
    made = Delegation.objects.create(
        officer=officer, to=to, since=since, until=until, reason=reason.strip()
    )
    _note_delegation("issuing.post_delegated", made, actor)
    return made


@transaction.atomic
def end_delegation(delegation: Delegation, day: dt.date, *, actor: Person) -> None:
    """The holder is back: the last day is yesterday, or the delegation never began.

    Raises:
        IssuingRefusedError: ``not_the_holder``.
    """
    officer = delegation.officer
    if officer.person_id != actor.pk and not acts_for(actor, officer.organisation_id):
        raise IssuingRefusedError("not_the_holder")
    last = day - dt.timedelta(days=1)
    _note_delegation("issuing.delegation_ended", delegation, actor)
    if last < delegation.since:
        delegation.delete()
        return
    delegation.until = min(delegation.until, last)
    delegation.save(update_fields=["until"])


def _note_delegation(kind: str, made: Delegation, actor: Person) -> None:
    facts = {
        "organisation": made.officer.organisation.name,
        "post": made.officer.post,
        "person": made.officer.person.name,
        "to": made.to.name,
        "since": made.since.isoformat(),
        "until": made.until.isoformat(),
        "reason": made.reason,
    }
    record(kind, subject=f"issuing.officer:{made.officer_id}", actor=actor, facts=facts)


@transaction.atomic
def rule_disclosure(
    organisation: Organisation, told: Mapping[str, str], *, actor: Person
) -> DisclosureRule:
    """Say what is shown of the texts of a class; a rule of the same class is replaced.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``reason_missing``.
    """
    _permit(actor, organisation.pk)
    if told["right"] != "open" and not told["reason"].strip():
        raise IssuingRefusedError("reason_missing", field="reason")
    made, _new = DisclosureRule.objects.update_or_create(
        authority=organisation,
        regime=told["regime"],
        field=told["field"],
        defaults={name: told[name].strip() for name in ("right", "reason", "basis")},
    )
    facts = {"organisation": organisation.name, **told}
    subject = f"issuing.settings:{organisation.pk}"
    record("issuing.disclosure_ruled", subject=subject, actor=actor, facts=facts)
    return made


@transaction.atomic
def drop_disclosure(rule: DisclosureRule, *, actor: Person) -> None:
    """Take a rule of disclosure away; the general one holds again.

    Raises:
        IssuingRefusedError: ``not_the_authority``.
    """
    _permit(actor, rule.authority_id)
    facts = {"organisation": rule.authority.name, "regime": rule.regime, "field": rule.field}
    subject = f"issuing.settings:{rule.authority_id}"
    record("issuing.disclosure_dropped", subject=subject, actor=actor, facts=facts)
    rule.delete()
