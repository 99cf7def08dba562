"""Showing a text, withholding it with a reason, taking it down, throwing a draft away."""

import msgspec
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.search.outbox import enqueue
from biaozhun.cloud.texts.actions.receiving import TextRefusedError, facts_of
from biaozhun.cloud.texts.models import Text


class Disclosure(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided on who may read a text.

    Attributes:
        right: who may.
        reason: why it is withheld; needed where it is.
        basis: the law or the agreement it rests on.
        read_at: where it may be read instead; empty where nobody knows.
    """

    right: Text.Right
    reason: str = ""
    basis: str = ""
    read_at: str = ""


def confirmed(text: Text, right: Text.Right, reason: str = "") -> Disclosure:
    """A right that somebody decided on, with what the rule gives as reason, basis and place."""
    return Disclosure(
        right=right,
        reason=reason or text.reason or text.basis,
        basis=text.basis,
        read_at=text.read_at,
    )


def show(text_id: int, decision: Disclosure, *, actor: Person | None) -> Text:
    """Put a draft on the shelf; the text of the same kind that stood there is replaced by it.

    Raises:
        TextRefusedError: ``not_a_draft``, ``reason_missing``, or ``shown_by_others`` where somebody
            else put another text in the same place at this moment.
    """
    try:
        return _show(text_id, decision, actor)
    except IntegrityError as error:
        raise TextRefusedError(
            "Another text was put in the same place just now", code="shown_by_others"
        ) from error


def _show(text_id: int, decision: Disclosure, actor: Person | None) -> Text:
    with transaction.atomic():
        text = Text.objects.select_for_update().get(pk=text_id)
        _demand(text, Text.State.DRAFT)
        _decide(text, decision)
        before = _standing_in_its_place(text)
        for old in before:
            old.state, old.replaced_by, old.changed = Text.State.REPLACED, text, now()
            old.save(update_fields=["state", "replaced_by", "changed"])
        text.state = Text.State.SHOWN
        text.save()
        facts = facts_of(text) | {"replaces": [old.pk for old in before]}
        record("texts.text_shown", subject=text.slug, actor=actor, facts=facts)
        _tell_search(text)
    return text


def decide_right(text_id: int, decision: Disclosure, *, actor: Person | None) -> Text:
    """Change who may read a text that is shown.

    Raises:
        TextRefusedError: ``not_shown``, or ``reason_missing``.
    """
    with transaction.atomic():
        text = Text.objects.select_for_update().get(pk=text_id)
        _demand(text, Text.State.SHOWN)
        before = text.right
        _decide(text, decision)
        text.save()
        facts = facts_of(text) | {"before": before, "reason": text.reason}
        record("texts.right_decided", subject=text.slug, actor=actor, facts=facts)
        _tell_search(text)
    return text


def take_down(text_id: int, reason: str, *, actor: Person | None) -> Text:
    """Take a text off the shelf; the file stays, and its anchors for whatever comes after it.

    Raises:
        TextRefusedError: ``not_shown``, or ``reason_missing``.
    """
    with transaction.atomic():
        text = Text.objects.select_for_update().get(pk=text_id)
        _demand(text, Text.State.SHOWN)
        text.reason = _stated(reason)
        text.state, text.changed = Text.State.TAKEN_DOWN, now()
        text.save()
        facts = facts_of(text) | {"reason": text.reason}
        record("texts.text_taken_down", subject=text.slug, actor=actor, facts=facts)
        _tell_search(text)
    return text


def discard(text_id: int, *, actor: Person | None) -> None:
    """Throw a draft away with its file.

    Raises:
        TextRefusedError: ``not_a_draft``.
    """
    with transaction.atomic():
        text = Text.objects.select_for_update().get(pk=text_id)
        _demand(text, Text.State.DRAFT)
        record("texts.draft_discarded", subject=text.slug, actor=actor, facts=facts_of(text))
        store, name = text.file.storage, text.file.name
        text.delete()
        transaction.on_commit(lambda: store.delete(name or ""))


def _demand(text: Text, state: Text.State) -> None:
    if text.state == state:
        return
    if state == Text.State.DRAFT:
        raise TextRefusedError(
            "The text is no draft any more", code="not_a_draft", fragment=str(text.number)
        )
    raise TextRefusedError(
        "The text is not on the shelf", code="not_shown", fragment=str(text.number)
    )


def _decide(text: Text, decision: Disclosure) -> None:
    text.right = decision.right
    text.reason = "" if decision.right == Text.Right.OPEN else _stated(decision.reason)
    text.basis, text.read_at = decision.basis.strip(), decision.read_at.strip()
    text.changed = now()


def _stated(reason: str) -> str:
    if not reason.strip():
        raise TextRefusedError("A text is withheld with a reason", code="reason_missing")
    return reason.strip()


def _standing_in_its_place(text: Text) -> list[Text]:
    """What is shown of the same kind; of guides there may be several side by side."""
    if text.kind not in (Text.Kind.TEXT, Text.Kind.TRANSLATION):
        return []
    same = Text.objects.filter(
        slug=text.slug,
        kind=text.kind,
        language=text.language,
        form=text.form,
        state=Text.State.SHOWN,
    )
    return list(same.select_for_update())


def _tell_search(text: Text) -> None:
    """The edition is looked at again, if it is held."""
    enqueue(Edition.objects.filter(slug=text.slug).values_list("pk", flat=True))
