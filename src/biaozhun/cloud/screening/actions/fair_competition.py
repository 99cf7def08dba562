"""Signing a fair-competition review."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.screening.errors import RefusedError
from biaozhun.cloud.screening.models import FairCompetitionReview
from biaozhun.core.screening.groups import GROUPS

Conclusion = FairCompetitionReview.Conclusion
_NEED_A_FINDING = {Conclusion.AFTER_CHANGE, Conclusion.FAILS}


@transaction.atomic
def sign(  # noqa: PLR0913  -- an act with everything that is printed of it
    subject: str,
    *,
    conclusion: str,
    text: str,
    actor: Person,
    at: dt.datetime,
    examined: Mapping[str, str] | None = None,
    post: str = "",
    title: str = "",
) -> FairCompetitionReview:
    """Sign a review; it takes the place of the one before. Who may sign is the caller's to ask.

    Args:
        subject: the name in the journal of the application or project it is about.
        conclusion: a ``FairCompetitionReview.Conclusion``.
        text: the opinion, in the signer's words.
        actor: who signs.
        at: when.
        examined: every group of articles 8 to 11 with what was found in it, empty where nothing;
            ``None`` where the review was made elsewhere and does not say.
        post: in which the signer acts.
        title: of the draft, as it is now.

    Raises:
        RefusedError: the opinion is empty, the conclusion unknown, or it contradicts what is said
            of the groups.
    """
    found = {group: finding.strip() for group, finding in (examined or {}).items()}
    _ask(conclusion, text.strip(), found if examined is not None else None)
    told = {"title": title[:300], "text": text.strip(), "examined": found, "post": post[:100]}
    made = FairCompetitionReview.objects.create(
        subject=subject, conclusion=conclusion, **told, **_signature(actor, at)
    )
    facts = {"conclusion": conclusion, "post": made.post, "review": made.pk}
    record("screening.fair_competition_signed", subject=subject, actor=actor, facts=facts)
    return made


def _signature(actor: Person, at: dt.datetime) -> dict[str, Any]:
    """Who signs, as called now, and when."""
    return {
        "signer": actor,
        "signer_name": str(actor)[:150],
        "unit": actor.organisation.name if actor.organisation else "",
        "day": day_of(at),
        "signed": at,
    }


def _ask(conclusion: str, text: str, found: Mapping[str, str] | None) -> None:
    if conclusion not in Conclusion.values:
        raise RefusedError(_("请选择审查结论。"), field="conclusion")
    if not text:
        raise RefusedError(_("请写明审查意见：审查了什么，据以得出结论的理由。"), field="text")
    if found is None or conclusion == Conclusion.NOT_APPLICABLE:
        return
    missing = [group for group in GROUPS if group not in found]
    if missing or len(found) != len(GROUPS):
        raise RefusedError(_("四个方面都要审查，并逐一写明有无问题。"), field="examined")
    problems = any(found.values())
    if conclusion == Conclusion.COMPLIES and problems:
        raise RefusedError(
            _("有方面写了问题，结论不能是“符合”；请改结论，或说明问题已经改正。"),
            field="conclusion",
        )
    if conclusion in _NEED_A_FINDING and not problems:
        raise RefusedError(
            _("这个结论要写明哪一方面有什么问题。"),
            field="examined",
        )
