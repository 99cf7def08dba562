"""Steps of a suggestion."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.demands.actions.history import (
    Taken,
    enter,
    tell_department,
    tell_filer,
    tell_officers,
)
from biaozhun.cloud.demands.life import FiledFacts
from biaozhun.cloud.demands.models import Entry, Suggestion
from biaozhun.cloud.demands.permissions import roles_in
from biaozhun.core.lifecycle import Decision

ANSWERING = frozenset({"take_up", "merge", "decline"})
"""Steps that say something to who filed it; the first of them is the first answer."""
ROLES = ("application", "filer", "department", "authority")
"""From the narrowest to the widest."""


class SuggestionStep(msgspec.Struct, frozen=True, kw_only=True):
    """What is said with a step of a suggestion.

    Attributes:
        text: the answer, the reason.
        department: who is given it.
        target: the suggestion it is merged into.
    """

    text: str = ""
    department: Organisation | None = None
    target: Suggestion | None = None


class ApplicationNamed(msgspec.Struct, frozen=True, kw_only=True):
    """The application that takes a suggestion up, as its own slice calls it.

    Attributes:
        key: its name in the journal (``case_subject``).
        number: of its file, where it has one by now.
        address: of its page.
    """

    key: str
    number: str = ""
    address: str = ""


@transaction.atomic
def step_suggestion(
    suggestion: Suggestion,
    action: str,
    said: SuggestionStep,
    *,
    actor: Person | None,
    at: dt.datetime,
    by_receipt: bool = False,
) -> Suggestion:
    """Take a step of a suggestion; those it concerns are told.

    Args:
        suggestion: which one.
        action: a verb of its life cycle; to take it up, see :func:`take_up`.
        said: what is said with it.
        actor: who takes it; nobody where it is by receipt.
        at: when.
        by_receipt: whoever acts showed the code of its receipt.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Suggestion, suggestion.pk)
    roles = roles_in(actor, held, by_receipt=by_receipt)
    facts = FiledFacts(
        text=said.text,
        has_department=said.department is not None,
        target=_against(held, said.target),
    )
    by = Acting(actor, roles, at)
    decision = take(held, action, by=by, facts=facts, told=_told(action, said))
    _change(held, decision, said, at)
    _enter(held, decision, said, by)
    return held


@transaction.atomic
def take_up(
    suggestion: Suggestion,
    application: ApplicationNamed,
    *,
    actor: Person | None,
    at: dt.datetime,
    text: str = "",
) -> Suggestion:
    """Say that an application takes a suggestion up; who filed it is told.

    Args:
        suggestion: which one.
        application: what takes it up.
        actor: who applies; of the department that has the suggestion in hand, or the authority.
        at: when.
        text: what is said to who filed it; a sentence of the house where nothing is.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Suggestion, suggestion.pk)
    by = Acting(actor, roles_in(actor, held) | {"application"}, at)
    held.application = application.key
    held.application_number = application.number
    held.application_address = application.address
    held.save()  # first, for the database takes no state without it; a refusal takes it back
    decision = take(
        held, "take_up", by=by, facts=FiledFacts(text=text), told={"application": application.key}
    )
    said = SuggestionStep(text=text)
    _change(held, decision, said, at)
    _enter(held, decision, said, by)
    suggestion.refresh_from_db()
    return held


@transaction.atomic
def give_back(
    suggestion: Suggestion, *, actor: Person | None, at: dt.datetime, text: str
) -> Suggestion:
    """Give a suggestion back to its department, since the application that took it up ended.

    Args:
        suggestion: which one.
        actor: who ended the application.
        at: when.
        text: why, for who filed it.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Suggestion, suggestion.pk)
    by = Acting(actor, frozenset({"application"}), at)
    told = {"application": held.application, "text": text}
    decision = take(held, "give_back", by=by, facts=FiledFacts(text=text), told=told)
    held.application = held.application_number = held.application_address = ""
    said = SuggestionStep(text=text)
    _change(held, decision, said, at)
    _enter(held, decision, said, by)
    suggestion.refresh_from_db()
    return held


@transaction.atomic
def rename_application(key: str, *, number: str, address: str) -> int:
    """Give the suggestions that an application took up its number; how many they are.

    An application is numbered when it is handed in, which is later.
    """
    taken = Suggestion.objects.filter(application=key)
    return taken.update(application_number=number, application_address=address)


def _against(held: Suggestion, target: Suggestion | None) -> str:
    """What stands against the suggestion that this one is to be merged into, as it is now."""
    now = Suggestion.objects.filter(pk=target.pk).first() if target is not None else None
    if now is None or now.published is None:
        return "missing"
    if now.pk == held.pk:
        return "itself"
    return "closed" if now.state in {"merged", "withheld", "withdrawn"} else ""


def _told(action: str, said: SuggestionStep) -> dict[str, object]:
    """What the journal keeps; what a filer wrote may name people and stays out of it."""
    named = {
        "department": str(said.department or ""),
        "target": said.target.case_subject if said.target else "",
        "text": "" if action == "withdraw" else said.text,
    }
    return {key: value for key, value in named.items() if value}


def _change(held: Suggestion, decision: Decision, said: SuggestionStep, at: dt.datetime) -> None:
    """What of the suggestion changes with a step, besides its state."""
    action = decision.action
    match action:
        case "receive":
            held.published = at
        case "withhold":
            held.published = None
        case "forward":
            held.department = said.department
        case "send_back":
            held.department = None
        case "merge":
            held.merged_into = said.target
        case _:
            pass  # the other steps change no more than the answer
    if action in ANSWERING:
        held.answer, held.answered = said.text, held.answered or at
    held.save()


def _enter(held: Suggestion, decision: Decision, said: SuggestionStep, by: Acting) -> None:
    row = held.machine.row(decision.source, decision.action)
    opened = by.roles & (row.roles if row is not None else by.roles)
    step = Taken(
        action=decision.action,
        role=next(one for one in ROLES if one in opened),
        actor=by.person,
        at=by.at,
        visibility=decision.visibility,
        text=said.text,
        department=held.department if decision.action == "forward" else None,
    )
    _tell(held, enter(held, step))


def _tell(held: Suggestion, entry: Entry) -> None:
    tell_filer(held, entry)
    if entry.action in ANSWERING:
        for other in held.merged.select_related("filer"):
            tell_filer(other, entry)
    if entry.action == "forward":
        tell_department(held, entry)
    if entry.action == "send_back":
        tell_officers(held, entry)
