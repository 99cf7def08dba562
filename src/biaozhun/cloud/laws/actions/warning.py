"""Looking again at what is cited, and telling who answers for it when it stands differently.

Only a change of how something stands is told, once for each law or instrument. What is looked at
for the first time is remembered and told to nobody: its page shows how it stands.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.catalogue.queries.changes import last_sequence, touched_since
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.models import (
    CitedStandard,
    CitedStanding,
    Cursor,
    Instrument,
    Law,
    Limit,
    StandingWarning,
)
from biaozhun.cloud.laws.queries.current import current, standing_laws
from biaozhun.cloud.laws.queries.desk import responsible
from biaozhun.cloud.laws.queries.standing import Question, answers
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.messaging.queries.ways import by_language
from biaozhun.cloud.validity.wording import OUTCOME
from biaozhun.core.validity import Answer, Outcome

AT_ONCE: Final = 500  # things cited that are looked at together
MANY: Final = 2_000  # changes behind which looking at everything cited costs less
CONCERNING: Final = frozenset(
    {
        Outcome.REPLACED,
        Outcome.PARTLY_REPLACED,
        Outcome.WITHDRAWN,
        Outcome.SUSPENDED,
        Outcome.RENUMBERED,
        Outcome.CLAUSES_WITHDRAWN,
    }
)
"""How something cited must come to stand for anybody to be told."""

Key = tuple[str, bool]  # slug, all parts
Kept = tuple[str, str, str]  # outcome, what is meant, newest


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """That something cited stands differently."""

    key: Key
    number: str
    before: CitedStanding
    answer: Answer

    @property
    def is_concerning(self) -> bool:
        """Whether its outcome became one that a citing body must know of."""
        became = self.answer.outcome != self.before.outcome
        return became and self.answer.outcome in CONCERNING

    @property
    def is_other_edition(self) -> bool:
        """Whether an undated reference means another edition than before."""
        was = self.before.meant
        return bool(was and self.answer.key and self.answer.key != was)


def look_again(on: dt.date) -> int:
    """Look at everything cited as of a day; returns how many warnings were raised."""
    return _look_at_all(_cited(on), on)


def look_at_changes(on: dt.date) -> int:
    """Look again where the catalogue has changed since the last time: at all where it has much."""
    last = last_sequence()
    cursor, _made = Cursor.objects.get_or_create(pk=1)
    touched = touched_since(cursor.sequence, limit=MANY)
    if touched is None:
        return 0
    reaches_end = touched.sequence >= last
    raised = _look_at_all(_cited(on, touched.slugs), on) if reaches_end else look_again(on)
    Cursor.objects.filter(pk=1).update(sequence=last)
    return raised


def _look_at_all(cited: dict[Key, str], on: dt.date) -> int:
    listed = sorted(cited.items())
    portions = range(0, len(listed), AT_ONCE)
    return sum(_look_at(dict(listed[start : start + AT_ONCE]), on) for start in portions)


def remember(keys: Iterable[Key], on: dt.date) -> None:
    """Keep how things stand that are cited from now on, so that a change of it is known."""
    wanted = set(keys)
    fresh = sorted(wanted - set(_standings(wanted)))
    if fresh:
        _store(_answers({key: key[0] for key in fresh}, on), on)


def _cited(on: dt.date, touched: Collection[str] | None = None) -> dict[Key, str]:
    """What is cited by laws, as persons confirmed, and by instruments that have not ended.

    Args:
        on: the day.
        touched: slugs of the editions and standards that matter; ``None`` for all. Whoever cites
            all parts of a standard is always among them: any part may be meant.
    """
    confirmed = current(on).filter(standing_laws(on), state=CitedStandard.State.CONFIRMED)
    limits = Limit.objects.filter(Q(instrument__ended=None) | Q(instrument__ended__gt=on))
    if touched is not None:
        near = Q(slug__in=touched) | Q(standard__in=touched)
        confirmed, limits = confirmed.filter(near | Q(all_parts=True)), limits.filter(near)
    found = {
        (slug, parts): number
        for slug, parts, number in confirmed.values_list("slug", "all_parts", "number")
    }
    found.update({(slug, False): number for slug, number in limits.values_list("slug", "number")})
    return found


def _answers(cited: dict[Key, str], on: dt.date) -> dict[Key, Answer]:
    questions: dict[Key, Question] = {
        (slug, parts): (number, slug, parts, "", ()) for (slug, parts), number in cited.items()
    }
    told = answers(questions.values(), on)
    return {key: told[question] for key, question in questions.items()}


def _standings(keys: Iterable[Key]) -> dict[Key, CitedStanding]:
    wanted = set(keys)
    held = CitedStanding.objects.filter(slug__in={slug for slug, _parts in wanted})
    found = {(each.slug, each.all_parts): each for each in held}
    return {key: each for key, each in found.items() if key in wanted}


def _store(told: dict[Key, Answer], on: dt.date) -> None:
    rows = [
        CitedStanding(
            slug=slug, all_parts=parts, outcome=outcome, meant=meant, newest=newest, on=on
        )
        for (slug, parts), (outcome, meant, newest) in (
            (key, _standing(answer)) for key, answer in told.items()
        )
    ]
    CitedStanding.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["slug", "all_parts"],
        update_fields=["outcome", "meant", "newest", "on"],
    )


def _look_at(cited: dict[Key, str], on: dt.date) -> int:
    """Look at a portion; reading the library stands outside of the transaction, which is short."""
    was = _standings(cited)
    found = _answers(cited, on)
    with transaction.atomic():
        _one_at_a_time()
        held = _standings(cited)  # what another run looked at meanwhile is left to it
        told = {key: found[key] for key in found if _kept(held.get(key)) == _kept(was.get(key))}
        return _keep(cited, told, held, on)


def _keep(
    cited: dict[Key, str], told: dict[Key, Answer], held: dict[Key, CitedStanding], on: dt.date
) -> int:
    """Keep how things stand, and tell what has changed; returns how many warnings were raised."""
    differing = {key: one for key, one in told.items() if _kept(held.get(key)) != _standing(one)}
    changes = [
        Change(key=key, number=cited[key], before=held[key], answer=answer)
        for key, answer in differing.items()
        if key in held
    ]
    _store(differing, on)
    warnings = [*_for_laws(changes, on), *_for_instruments(changes, on)]
    if not warnings:
        return 0
    StandingWarning.objects.bulk_create(warnings)
    _tell(warnings)
    facts = {
        "warnings": len(warnings),
        "standards": sorted({each.number for each in warnings})[:50],
    }
    record("laws.warnings_raised", subject="laws", facts=facts)
    return len(warnings)


def _one_at_a_time() -> None:
    """Let nobody else raise warnings before this transaction ends: each change is told once."""
    Cursor.objects.get_or_create(pk=1)
    Cursor.objects.select_for_update().get(pk=1)


def _kept(held: CitedStanding | None) -> Kept | None:
    return (held.outcome, held.meant, held.newest) if held else None


def _standing(answer: Answer) -> Kept:
    return str(answer.outcome), answer.key[:SLUG], answer.newest[:SLUG]


def _for_laws(changes: Sequence[Change], on: dt.date) -> Iterator[StandingWarning]:
    """A warning for each law that cites what changed; another edition concerns cited clauses."""
    by_key = {change.key: change for change in changes}
    slugs = {slug for slug, _parts in by_key}
    found = current(on).filter(
        standing_laws(on), state=CitedStandard.State.CONFIRMED, slug__in=slugs
    )
    of_law: dict[tuple[int, Key], list[CitedStandard]] = defaultdict(list)
    for each in found.select_related("law").order_by("law_id", "id"):
        if (each.slug, each.all_parts) in by_key:
            of_law[(each.law_id, (each.slug, each.all_parts))].append(each)
    for (_law, key), cited in of_law.items():
        change = by_key[key]
        with_clauses = any(each.clauses for each in cited)
        if change.is_concerning or (change.is_other_edition and with_clauses):
            labels = list(dict.fromkeys(each.label for each in cited if each.label))
            yield _warning(change, labels, law=cited[0].law)


def _for_instruments(changes: Sequence[Change], on: dt.date) -> Iterator[StandingWarning]:
    """A warning for each instrument whose limit may be another now."""
    by_slug = {change.key[0]: change for change in changes if not change.key[1]}
    holding = Q(instrument__ended=None) | Q(instrument__ended__gt=on)
    found = Limit.objects.filter(holding, slug__in=by_slug).select_related("instrument")
    limits: dict[tuple[int, str], list[Limit]] = defaultdict(list)
    for each in found.order_by("instrument_id", "position"):
        limits[(each.instrument_id, each.slug)].append(each)
    for (_instrument, slug), mine in limits.items():
        change = by_slug[slug]
        if change.is_concerning or change.is_other_edition:
            labels = [f"{one.clause} {one.quantity} {one.value} {one.unit}".strip() for one in mine]
            yield _warning(change, [said for said in labels if said], instrument=mine[0].instrument)


def _warning(
    change: Change,
    labels: list[str],
    *,
    law: Law | None = None,
    instrument: Instrument | None = None,
) -> StandingWarning:
    return StandingWarning(
        law=law,
        instrument=instrument,
        slug=change.key[0],
        number=change.number,
        labels=labels[:50],
        before=change.before.outcome,
        after=str(change.answer.outcome),
        meant_before=change.before.meant,
        meant_after=change.answer.key[:SLUG],
        newest=change.answer.newest[:SLUG],
        raised=now(),
    )


def _tell(warnings: Sequence[StandingWarning]) -> None:
    """Tell the people who answer for the issuers, each warning as one message in their language."""
    people = responsible({_issuer(each) for each in warnings})
    speaking = {issuer: by_language(told) for issuer, told in people.items()}
    for each in warnings:
        each.told = 0
        for language, told in speaking[_issuer(each)].items():
            with override(language):
                each.told += tell(told, message(each))
    StandingWarning.objects.bulk_update(warnings, ["told"])


def _issuer(warning: StandingWarning) -> str:
    concerned = warning.law or warning.instrument
    return concerned.issuer if concerned else ""


def message(warning: StandingWarning) -> Message:
    """What is told of a warning."""
    concerned = warning.law or warning.instrument
    title = str(concerned or "")
    if warning.after == warning.before:
        sentence = _("《{title}》引用的 {number} 有了新版")
    else:
        sentence = _("《{title}》引用的 {number} 已变为“{state}”")
    state = str(OUTCOME[warning.after])
    subject = sentence.format(title=title[:120], number=warning.number, state=state)
    lines = [_("原先：{state}").format(state=OUTCOME[warning.before])]
    if warning.newest:
        lines.append(_("现在可用：{number}").format(number=warning.newest))
    if warning.labels:
        lines.append(_("涉及：{places}").format(places=_("、").join(warning.labels)))
    if warning.instrument is not None:
        lines.append(_("请核对限值是否随之改变。"))
    lines.append(_("请答复：将修改、不必修改（写明理由）或已修改。"))
    return Message(
        kind="laws.cited_changed",
        subject=subject,
        text="\n".join(lines),
        address=reverse("laws:warning", args=[warning.pk]),
        key=f"laws.warning:{warning.pk}",
    )


@transaction.atomic
def reply_to(
    warning: StandingWarning, reply: str, reason: str, *, day: dt.date, actor: Person
) -> None:
    """Write down what the responsible unit says of a warning.

    Raises:
        RefusedError: nothing need be done, and no reason is given.
    """
    if reply == StandingWarning.Reply.NOT_NEEDED and not reason:
        raise RefusedError(_("不必修改的，请写明理由。"))
    warning.reply, warning.reason = reply, reason[:300]
    is_open = reply == StandingWarning.Reply.OPEN
    warning.replied = None if is_open else day
    warning.person = "" if is_open else str(actor)[:150]
    warning.save(update_fields=["reply", "reason", "replied", "person"])
    facts = {"number": warning.number, "reply": reply, "reason": warning.reason}
    concerned = f"law:{warning.law.slug}" if warning.law else f"instrument:{warning.instrument_id}"
    record("laws.warning_answered", subject=concerned, actor=actor, facts=facts)
