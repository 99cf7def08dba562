"""Taking a law into the register, and changing what is known of it."""

import datetime as dt
import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.laws.actions.basing import mark_rules
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.models import Amendment, Law, LawRelation
from biaozhun.core.text import fold
from biaozhun.core.validity.linting import law_key

LIFE = ("adopted", "published", "in_force", "abolished")
FIELDS = (
    *("title", "title_en", "kind", "issuer", "number", "region", "is_draft", *LIFE),
    *("abolished_basis", "address", "right", "confidence", "source", "note"),
)
Facts = Mapping[str, object]


@transaction.atomic
def add_law(facts: Facts, *, actor: Person | None, slug: str = "") -> Law:
    """Take a law in.

    Args:
        facts: values by the names of :data:`FIELDS`; dates as dates.
        actor: who does it; ``None`` for a command.
        slug: its address where one is given; else it is made of title and number.

    Raises:
        RefusedError: a law with this title and number is in the register, or the dates do not fit.
    """
    law = Law(**{name: facts[name] for name in FIELDS if name in facts})
    _settle(law)
    law.slug = slug or _slug(law)
    if twin(law) is not None or Law.objects.filter(slug=law.slug).exists():
        raise RefusedError(_("登记册里已经有这份文件（同名同号）。"))
    law.save()
    record("laws.law_added", subject=f"law:{law.slug}", actor=actor, facts=_facts(law, FIELDS))
    return law


@transaction.atomic
def change_law(law: Law, facts: Facts, *, actor: Person | None, today: dt.date) -> list[str]:
    """Change what is known of a law; returns the names of the fields that changed.

    A change of its life marks the rules that rest on it.

    Raises:
        RefusedError: it was removed meanwhile, another law has this title and number, or the dates
            do not fit.
    """
    held = Law.objects.select_for_update().filter(pk=law.pk).first()
    if held is None:
        raise RefusedError(_("这份文件已从登记册删除。"))
    changed = [name for name in FIELDS if name in facts and getattr(held, name) != facts[name]]
    if not changed:
        return []
    for name in changed:
        setattr(held, name, facts[name])
    _settle(held)
    if twin(held) is not None:
        raise RefusedError(_("登记册里已经有这份文件（同名同号）。"))
    held.save()
    if {"in_force", "abolished"} & set(changed):
        mark_rules(held, _("施行或废止日期有变动"), on=today, actor=actor)
    record("laws.law_changed", subject=f"law:{held.slug}", actor=actor, facts=_facts(held, changed))
    return changed


def twin(law: Law) -> Law | None:
    """Another law with the same title and number of the same region."""
    same = Law.objects.filter(
        title_key=law.title_key, number=law.number, region=law.region, issuer=law.issuer
    )
    return same.exclude(pk=law.pk).first()


def _settle(law: Law) -> None:
    """Work out what follows from the facts.

    Raises:
        RefusedError: the dates do not come one after another, or the end has no basis.
    """
    law.title_key = law_key(law.title)[:300]
    law.changed = now()
    told = [day for name in LIFE if (day := getattr(law, name))]
    if told != sorted(told):
        raise RefusedError(_("日期要依次是通过、公布、施行、废止。"))
    if law.abolished and not law.abolished_basis:
        raise RefusedError(_("写明废止的依据：哪一份决定、命令或公告。"))
    if not law.abolished:
        law.abolished_basis = ""
    if law.is_draft and told:
        raise RefusedError(_("有了日期的文件不再是草案。"))


def _slug(law: Law) -> str:
    """The year and a short digest of title, number and region: the same wherever it is made."""
    said = "\n".join((law.title_key, fold(law.number), law.region, law.issuer))
    digest = hashlib.sha256(said.encode()).hexdigest()[:8]
    year = law.published or law.in_force or law.adopted
    return f"{year.year}-{digest}" if year else f"law-{digest}"


def _facts(law: Law, names: tuple[str, ...] | list[str]) -> dict[str, object]:
    told = {name: getattr(law, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in told.items()
        if value not in ("", None, False)
    }


@transaction.atomic
def amend(
    law: Law,
    *,
    published: dt.date,
    in_force: dt.date | None,
    basis: str,
    actor: Person,
    today: dt.date,
) -> None:
    """Write down that a law was amended; the rules that rest on it are marked.

    Raises:
        RefusedError: it is written down already, or lies before the law itself.
    """
    if law.published and published < law.published:
        raise RefusedError(_("修改的日期早于公布的日期。"))
    _new, made = Amendment.objects.get_or_create(
        law=law, published=published, basis=basis, defaults={"in_force": in_force}
    )
    if not made:
        raise RefusedError(_("这次修改已经记下。"))
    Law.objects.filter(pk=law.pk).update(changed=now())
    mark_rules(law, _("{basis} 修改了这份文件").format(basis=basis), on=today, actor=actor)
    facts = {"published": published.isoformat(), "basis": basis}
    record("laws.law_amended", subject=f"law:{law.slug}", actor=actor, facts=facts)


@transaction.atomic
def relate(law: Law, kind: str, other: Law, *, actor: Person) -> None:
    """Write down what one law does to another.

    Raises:
        RefusedError: a law concerns itself, or it is written down already.
    """
    if law.pk == other.pk:
        raise RefusedError(_("一份文件不能与自己有关系。"))
    _new, made = LawRelation.objects.get_or_create(law=law, kind=kind, other=other)
    if not made:
        raise RefusedError(_("这个关系已经记下。"))
    facts = {"relation": kind, "other": other.title}
    record("laws.law_related", subject=f"law:{law.slug}", actor=actor, facts=facts)


@transaction.atomic
def unrelate(relation: LawRelation, *, actor: Person) -> None:
    """Take a relation back."""
    facts = {"relation": relation.kind, "other": relation.other.title}
    record("laws.law_unrelated", subject=f"law:{relation.law.slug}", actor=actor, facts=facts)
    relation.delete()


@transaction.atomic
def remove_law(law: Law, *, actor: Person) -> None:
    """Take a law out of the register with all that is known of it."""
    record("laws.law_removed", subject=f"law:{law.slug}", actor=actor, facts={"title": law.title})
    law.delete()
