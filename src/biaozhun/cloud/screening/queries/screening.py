"""Screening a proposal against what exists, what is under way, and what a standard may say.

However much is found, the database is asked the same number of questions.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from django.urls import reverse

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.catalogue.templatetags.catalogue import title as title_of
from biaozhun.cloud.catalogue.wording import STATUS
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording import STATE
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.screening.candidates import Candidate, candidates
from biaozhun.cloud.screening.queries.answers import (
    Compared,
    Near,
    Proposed,
    Screening,
)
from biaozhun.cloud.screening.queries.editions import found_keys
from biaozhun.cloud.screening.queries.texts import TextsCompared, text_overlaps
from biaozhun.cloud.validity.queries.coverage import searched_sources
from biaozhun.core.number import Family
from biaozhun.core.screening import Because, Degree, Likeness, likeness, scope_findings
from biaozhun.core.succession import HOLDS, Status

__all__ = ["Near", "Proposed", "Screening", "screen"]

MOST_NEAR: Final = 60  # a person reads them one by one
MOST_TEXT: Final = 200_000  # characters of a draft that are read: some three hundred pages
_NOTHING: Final[frozenset[str]] = frozenset()
_COVERING: Final = (Family.NATIONAL, Family.SECTOR)
_STANDING: Final = HOLDS | {Status.UPCOMING}
_ENDED: Final = {"terminated"}


def screen(
    proposed: Proposed, exclude: AbstractSet[str] = _NOTHING, *, inside: bool = False
) -> Screening:
    """What is near to a proposal and what stands against it.

    Args:
        proposed: what is wanted.
        exclude: keys of what is not compared with: the proposal itself, what it revises.
        inside: an officer asks, who may know of proposals that are not public.

    Raises:
        RebuildRequiredError: there is no index.
    """
    on = today()
    editions = _editions(proposed, on, exclude)
    numbers = {near.number for near in editions}
    projects, of_projects = _projects(proposed, exclude, numbers)
    proposals, of_proposals = _proposals(proposed, exclude, inside=inside)
    covering = [near for near in editions if _covers(near)]
    rest = _sorted([near for near in editions if not _covers(near)] + projects + proposals)
    draft = proposed.text[:MOST_TEXT]
    texts = text_overlaps(draft, [near.key for near in editions], exclude, on)
    return Screening(
        proposed=proposed,
        on=on,
        duplicates=tuple(rest[:MOST_NEAR]),
        covering=tuple(_sorted(covering)),
        scope=scope_findings(proposed.title, proposed.scope, draft),
        texts=texts.found,
        compared=_compared(proposed, texts, projects=of_projects, proposals=of_proposals),
        left_out=max(len(rest) - MOST_NEAR, 0),
    )


def _covers(near: Near) -> bool:
    return (
        near.level in _COVERING
        and near.status in _STANDING
        and near.degree in (Degree.SAME, Degree.OVERLAPPING)
    )


def _sorted(near: Iterable[Near]) -> list[Near]:
    """By degree, what still stands before what ended, then the nearest first."""
    order = list(Degree)
    return sorted(
        near,
        key=lambda one: (order.index(one.degree), one.ended, -one.score, one.number, one.key),
    )


def _editions(proposed: Proposed, on: dt.date, exclude: AbstractSet[str]) -> list[Near]:
    keys = found_keys(proposed.title, proposed.title_en, on)
    held = Edition.objects.filter(pk__in=keys, kind=Edition.Kind.EDITION)
    told = held.values_list("pk", "slug", "title_zh", "title_en", "summary")
    near = {
        pk: alike
        for pk, slug, chinese, english, summary in told
        if slug not in exclude
        and (alike := _best(proposed, chinese, english, summary)).degree is not Degree.FAR
    }
    nearest = sorted(near, key=lambda pk: -near[pk].score)[: 2 * MOST_NEAR]
    rows = with_standings(Edition.objects.filter(pk__in=nearest).select_related("standard"), on)
    region = _region(proposed)
    return [_edition(row, near[row.edition.pk], proposed, region) for row in rows]


def _best(proposed: Proposed, chinese: str, english: str, summary: str) -> Likeness:
    """In whichever language is nearer."""
    found = likeness(proposed.title, chinese, scope=proposed.scope, other_scope=summary)
    if not (proposed.title_en and english):
        return found
    return max(found, likeness(proposed.title_en, english), key=lambda one: one.score)


def _edition(row: Row, alike: Likeness, proposed: Proposed, region: str) -> Near:
    edition, standing = row.edition, row.standing
    return Near(
        kind="edition",
        key=edition.slug,
        number=edition.number,
        title=title_of(edition),
        level=edition.family,
        state=STATUS[standing.status],
        score=alike.score,
        why=(*alike.why, *_same_class(edition, proposed)),
        degree=alike.degree,
        address=reverse("catalogue:standard", args=[edition.slug]),
        what="edition",
        ended=standing.status not in _STANDING and standing.status != Status.UNKNOWN,
        here=bool(region) and edition.region.startswith(region),
        since=standing.since,
        status=str(standing.status),
        issuer=edition.issuing_body,
        covers=alike.covers,
        successors=tuple(standing.by),
    )


def _same_class(edition: Edition, proposed: Proposed) -> Iterator[Because]:
    """The classes of ICS and CCS that both belong to; a class takes in those below it."""
    ours = [f"ICS {code}" for code in proposed.ics] + [f"CCS {proposed.ccs}"] * bool(proposed.ccs)
    theirs = [f"ICS {code}" for code in edition.ics] + [f"CCS {code}" for code in edition.ccs]
    both = [one for one in ours if any(f"{code}.".startswith(f"{one}.") for code in theirs)]
    if both:
        yield Because("same_class", tuple(both))


def _projects(
    proposed: Proposed, exclude: AbstractSet[str], numbers: AbstractSet[str]
) -> tuple[list[Near], int]:
    """Projects that are near, and how many were compared; one that is an edition by now is that."""
    held = Project.objects.select_related("authority").only(
        "plan_number", "title", "title_en", "scope", "state", "number", "planned", "authority__name"
    )
    near, count = [], 0
    for project in held.order_by("pk").iterator(chunk_size=2_000):
        if project.case_subject in exclude or (project.number and project.number in numbers):
            continue
        count += 1
        alike = _best(proposed, project.title, project.title_en, project.scope)
        if alike.degree is not Degree.FAR:
            near.append(_project(project, alike, proposed.authority))
    return near, count


def _project(project: Project, alike: Likeness, authority: Organisation | None) -> Near:
    return Near(
        kind="project",
        key=project.case_subject,
        number=project.plan_number,
        title=project.title,
        level="",
        state=STATE[project.state],
        score=alike.score,
        why=alike.why,
        degree=alike.degree,
        address=reverse("drafting:project", args=[project.pk]),
        what="project",
        ended=project.state in _ENDED,
        here=authority is not None and project.authority_id == authority.pk,
        since=project.planned,
        issuer=project.authority.name,
    )


def _proposals(
    proposed: Proposed, exclude: AbstractSet[str], *, inside: bool
) -> tuple[list[Near], int]:
    """Proposals of the slices above that are near, and how many were compared."""
    known = [
        one for one in candidates(None) if one.key not in exclude and (inside or one.is_public)
    ]
    weighed = ((one, _best(proposed, one.title, "", one.scope)) for one in known)
    near = [_proposal(one, alike) for one, alike in weighed if alike.degree is not Degree.FAR]
    return near, len(known)


def _proposal(one: Candidate, alike: Likeness) -> Near:
    return Near(
        kind="proposal",
        key=one.key,
        number=one.number,
        title=one.title,
        level="",
        state=one.state,
        score=alike.score,
        why=alike.why,
        degree=alike.degree,
        address=one.address,
        what=one.kind,
        ended=not one.is_open,
    )


def _region(proposed: Proposed) -> str:
    """The division the proposal is for: as said, or that of the authority."""
    if proposed.region or proposed.authority is None:
        return proposed.region
    places = OrganisationPlace.objects.filter(organisation=proposed.authority)
    return places.values_list("division", flat=True).first() or ""


def _compared(
    proposed: Proposed, texts: TextsCompared, *, projects: int, proposals: int
) -> Compared:
    without = {
        "scope": not proposed.scope.strip(),
        "draft": not proposed.text.strip(),
        "texts": bool(proposed.text.strip()) and not texts.compared,
        "draft_end": len(proposed.text) > MOST_TEXT,
        "elsewhere": True,  # plans of other places that are not in the library, always
    }
    return Compared(
        sources=searched_sources(),
        projects=projects,
        proposals=proposals,
        texts=texts.compared if proposed.text.strip() else None,
        without=tuple(code for code, holds in without.items() if holds),
    )
