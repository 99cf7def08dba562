"""Who led or took part in which edition: recorded, corrected, withdrawn; never removed."""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.limits import LONGEST_NAME
from biaozhun.cloud.committees.models import Contribution, ContributionVersion
from biaozhun.cloud.foundation.clock import day_of, now
from biaozhun.core.number import Family

Party, Share, Origin = Contribution.Party, Contribution.Share, Contribution.Origin
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
_CODE: Final = 10  # signs: 30 ** 10 codes
SAID: Final = (
    "slug",
    "number",
    "title",
    "level",
    "kind",
    "party",
    "name",
    "unit",
    "position",
    "share",
    "published",
    "year",
)
"""What an entry says, in the order in which its digest is taken."""
_KEPT: Final = (*SAID, "origin", "source", "evidence")


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """The edition somebody took part in, and where that is known from.

    Attributes:
        slug: of the edition, whether the catalogue holds it or not.
        number: as printed.
        title: as printed.
        level: a family of numbers: international, national, sector, local …
        kind: ``new`` or ``revision``; empty where it is not known.
        published: its day, where it is known.
        year: in which it counts.
        origin: what sort of source says so.
        source: which announcement, file or record.
        evidence: the paper that was looked at.
    """

    slug: str
    number: str
    title: str
    level: str
    kind: str
    published: dt.date | None
    year: int
    origin: str
    source: str = ""
    evidence: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Who took part: ``unit`` is whom a person works for, empty of a unit."""

    party: str
    name: str
    position: int
    share: str
    unit: str = ""


@transaction.atomic
def record_contributions(  # noqa: PLR0913  -- what an announcement prints of each standard
    slug: str,
    *,
    number: str,
    title: str,
    level: str,
    kind: str,
    units: Sequence[str],
    people: Sequence[tuple[str, str]],
    published: dt.date,
    source: str,
    actor: Person | None = None,
    origin: str = Origin.ANNOUNCEMENT,
) -> list[Contribution]:
    """Record who drafted an edition, when it is announced; the first of each list led.

    Told again, entries that say the same stay as they are and others are corrected; an entry that
    is not told again stays too. Gives the entries, units first, each in its order.

    Args:
        slug: of the edition.
        number: as printed.
        title: as printed.
        level: a family of numbers, such as ``local``.
        kind: ``new`` or ``revision``.
        units: drafting units in their printed order.
        people: drafters in their printed order, each with whom they work for (may be empty).
        published: its day of publication.
        source: the announcement, by its number.
        actor: who announced it; nobody where the platform did.
        origin: what sort of source says so.
    """
    said = {"slug": slug, "number": number, "title": title, "level": level, "kind": kind}
    year, source = published.year, source[:300]
    work = Work(**said, published=published, year=year, origin=origin, source=source)
    parts = [*_units(units), *_people(people)]
    return [save_part(work, part, actor=actor)[0] for part in parts]


def _units(names: Iterable[str]) -> list[Part]:
    known = list(dict.fromkeys(name.strip()[:LONGEST_NAME] for name in names if name.strip()))
    return [
        Part(party=Party.UNIT, name=name, position=place, share=_share(place))
        for place, name in enumerate(known, 1)
    ]


def _people(told: Iterable[tuple[str, str]]) -> list[Part]:
    plain = [(name.strip()[:LONGEST_NAME], unit.strip()[:LONGEST_NAME]) for name, unit in told]
    known = list(dict.fromkeys(one for one in plain if one[0]))
    return [
        Part(party=Party.PERSON, name=name, unit=unit, position=place, share=_share(place))
        for place, (name, unit) in enumerate(known, 1)
    ]


def _share(position: int) -> str:
    return Share.LEAD if position == 1 else Share.PART


@transaction.atomic
def save_part(work: Work, part: Part, *, actor: Person | None) -> tuple[Contribution, str]:
    """Record one entry, or correct the one that is held of the same edition, party and name.

    Returns:
        The entry, and ``added``, ``changed`` or ``unchanged``.

    Raises:
        ValueError: the level is no family of numbers.
    """
    Family(work.level)
    told = {**msgspec.structs.asdict(work), **msgspec.structs.asdict(part)}
    same = {name: told[name] for name in ("slug", "party", "name", "unit")}
    held = Contribution.objects.select_for_update().filter(**same).first()
    if held is not None:
        return held, _correct(held, told, actor)
    at = now()
    made = Contribution(
        code=_new_code(),
        organisation=_organisation(told["unit"] or told["name"], told["party"]),
        recorded=at,
        **{name: told[name] for name in _KEPT},
    )
    made.digest = digest_of(made)
    made.save()
    _keep_version(made, actor, at)
    facts = {"number": made.number, "name": made.name, "share": made.share, "source": made.source}
    _record("contribution_recorded", made, actor, facts)
    return made, "added"


@transaction.atomic
def correct_contribution(
    pk: int, told: Mapping[str, Any], *, actor: Person
) -> tuple[Contribution, bool]:
    """Correct what an entry says; what it said before stays verifiable.

    Args:
        pk: which one.
        told: some of what an entry says, and ``evidence``.
        actor: who does it.

    Raises:
        DoesNotExist: there is none.
        RefusedError: another entry says the same of the same edition already; it was withdrawn.
    """
    held = Contribution.objects.select_for_update().get(pk=pk)
    if held.withdrawn:
        raise RefusedError(_("这条记录已经撤销，不能更正。"))
    after = {**{name: getattr(held, name) for name in _KEPT}, **told}
    same = {name: after[name] for name in ("slug", "party", "name", "unit")}
    if Contribution.objects.filter(**same).exclude(pk=pk).exists():
        raise RefusedError(_("同一标准下已经有同名的记录。"), field="name")
    return held, _correct(held, after, actor) == "changed"


def _correct(held: Contribution, told: Mapping[str, Any], actor: Person | None) -> str:
    before = content_of(held)
    kept = {name: told[name] for name in _KEPT}
    kept["kind"], kept["title"] = kept["kind"] or held.kind, kept["title"] or held.title
    kept["evidence"] = kept["evidence"] or held.evidence
    changed = {name: value for name, value in kept.items() if getattr(held, name) != value}
    if set(changed) <= {"origin", "source"}:  # the same from another source says nothing new
        return "unchanged"
    for name, value in changed.items():
        setattr(held, name, value)
    held.organisation = _organisation(held.unit or held.name, held.party)
    held.digest = digest_of(held)
    held.save()
    if content_of(held) != before:
        _keep_version(held, actor, now())
    _record("contribution_corrected", held, actor, {"before": before, "after": content_of(held)})
    return "changed"


@transaction.atomic
def withdraw_contribution(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Say that an entry was a mistake; it keeps its address and counts no longer.

    Raises:
        DoesNotExist: there is none.
        RefusedError: no reason is given; it was withdrawn before.
    """
    held = Contribution.objects.select_for_update().get(pk=pk)
    if held.withdrawn:
        raise RefusedError(_("这条记录已经撤销。"))
    if not reason.strip():
        raise RefusedError(_("请写明理由。"), field="reason")
    held.withdrawn, held.reason = day_of(at), reason.strip()[:300]
    held.save(update_fields=["withdrawn", "reason"])
    facts = {"number": held.number, "name": held.name, "reason": held.reason}
    _record("contribution_withdrawn", held, actor, facts)


def content_of(entry: Contribution) -> dict[str, str | int]:
    """What an entry says, as its digest is taken of it."""
    values = {name: getattr(entry, name) for name in SAID}
    values["published"] = entry.published.isoformat() if entry.published else ""
    return {name: value if isinstance(value, int) else str(value) for name, value in values.items()}


def digest_of(entry: Contribution) -> str:
    """SHA-256 of what an entry says: its JSON, names in alphabetical order, without blanks."""
    plain = json.dumps(content_of(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _keep_version(entry: Contribution, actor: Person | None, at: dt.datetime) -> None:
    ContributionVersion.objects.create(
        contribution=entry, digest=entry.digest, content=content_of(entry), since=at, by=actor
    )


def _organisation(name: str, party: str) -> Organisation | None:
    """The organisation on record under a name; of a person only if a unit is told."""
    if party == Party.PERSON and not name:
        return None
    return Organisation.objects.filter(name=name).first()


def _new_code() -> str:
    return "".join(secrets.choice(_SIGNS) for _sign in range(_CODE))


def _record(
    verb: str, entry: Contribution, actor: Person | None, facts: Mapping[str, object]
) -> None:
    told = {"code": entry.code, **facts}
    subject = f"contribution:{entry.code}"
    record(f"committees.{verb}", subject=subject, actor=actor, facts=told)
