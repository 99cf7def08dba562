"""The bank of experts: the public part, the keepers' lists, one expert."""

import datetime as dt

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Prefetch, Q, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.limits import LARGEST_ID
from biaozhun.cloud.committees.models import Expert, ExpertConflict, ExpertEvent, ExpertProof
from biaozhun.cloud.committees.permissions import experts_seen_by
from biaozhun.cloud.committees.queries.lists import in_list, with_list
from biaozhun.cloud.organisations.queries.standing import holds_on
from biaozhun.core.classification import ics as classification

PAGE = 50  # experts


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which experts; what is empty does not matter.

    Attributes:
        text: part of the name, the unit or a keyword.
        field: a code of ICS: who is versed in it or in something below it.
        interest: for whom they speak.
        state: of the keepers' list.
    """

    text: str = ""
    field: str = ""
    interest: str = ""
    state: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self != Wanted()


def _matching(wanted: Wanted) -> "QuerySet[Expert]":
    found = Expert.objects.all()
    if text := wanted.text:
        named = Q(name__icontains=text) | Q(unit__icontains=text)
        found = with_list(found, "keywords").filter(named | in_list("keywords", text))
    if wanted.field:
        found = found.filter(field_rows__code=wanted.field)
    if wanted.interest:
        found = found.filter(interest=wanted.interest)
    return found


def admitted(on: dt.date) -> "QuerySet[Expert]":
    """Those who are in the bank on a day."""
    return Expert.objects.filter(holds_on(on), state="admitted")


def public(wanted: Wanted, page: int, on: dt.date) -> Page[Expert]:
    """A page of the experts who agreed to be named, by name."""
    found = _matching(wanted).filter(holds_on(on), state="admitted", is_public=True)
    return Paginator(found.order_by("name", "pk"), PAGE).get_page(page)


class Counts(msgspec.Struct, frozen=True):
    """How many experts there are on a day, named or not.

    Attributes:
        experts: in the bank.
        interests: by whom they speak for.
        fields: by field of ICS; who is versed in several counts in each.
    """

    experts: int
    interests: list[tuple[str, int]]
    fields: list[tuple[str, str, int]]


def counts(on: dt.date) -> Counts:
    """How many there are; three questions."""
    found = admitted(on).order_by()
    spoken = dict(found.values_list("interest").annotate(n=Count("pk")))
    top = [entry.code for entry in classification.fields()]
    versed = found.filter(field_rows__code__in=top).values_list("field_rows__code")
    fields = dict(versed.annotate(n=Count("pk")))
    titles = {code: classification.title(code) or "" for code in fields}
    return Counts(
        found.count(),
        sorted(spoken.items(), key=lambda one: -one[1]),
        [(code, titles[code], n) for code, n in sorted(fields.items())],
    )


def every(person: Person, wanted: Wanted) -> "QuerySet[Expert]":
    """All experts somebody keeps, those who wait longest first."""
    found = _matching(wanted).filter(experts_seen_by(person))
    if wanted.state:
        found = found.filter(state=wanted.state)
    return found.order_by("state_since", "pk")


def kept(person: Person, wanted: Wanted, page: int) -> tuple[Page[Expert], dict[int, int]]:
    """A page of the experts somebody keeps, those who wait longest first; and what each did.

    That is how often an expert attended or wrote, by id.
    """
    shown = Paginator(every(person, wanted), PAGE).get_page(page)
    done = ExpertEvent.objects.filter(expert__in=list(shown), kind__in=("attended", "wrote"))
    rows = done.order_by().values_list("expert_id").annotate(n=Count("pk"))
    return shown, dict(rows)


def state_counts(person: Person) -> dict[str, int]:
    """How many are in each state, of those somebody keeps; one question."""
    rows = Expert.objects.filter(experts_seen_by(person)).order_by().values_list("state")
    return dict(rows.annotate(n=Count("pk")))


def ending(person: Person, on: dt.date, days: int) -> list[Expert]:
    """Those whose admission ends within some days, or ended while they are admitted."""
    last = on + dt.timedelta(days=days)
    found = Expert.objects.filter(experts_seen_by(person), state="admitted", until__lte=last)
    return list(found.order_by("until", "pk")[:PAGE])


def expert_at(pk: int) -> Expert | None:
    """An expert with conflicts, proofs and log."""
    found = Expert.objects.select_related("organisation", "person", "authority")
    found = found.prefetch_related(
        Prefetch("conflicts", ExpertConflict.objects.order_by(F("until").desc(nulls_first=True))),
        "proofs",
        Prefetch("events", ExpertEvent.objects.select_related("by").order_by("-made", "-pk")),
    )
    return found.filter(pk=min(pk, LARGEST_ID)).first()


def expert_of(person: Person) -> Expert | None:
    """Somebody's own record."""
    return Expert.objects.filter(person=person).first()


def is_listed(expert: Expert, on: dt.date) -> bool:
    """Whether the public reads of this expert: admitted, agreed to, and not over."""
    begun = expert.since is None or expert.since <= on
    going = expert.until is None or on <= expert.until
    return expert.state == "admitted" and expert.is_public and begun and going


def conflict_at(expert: Expert, pk: int) -> ExpertConflict | None:
    """A conflict of an expert."""
    found = ExpertConflict.objects.select_related("expert")
    return found.filter(expert=expert, pk=min(pk, LARGEST_ID)).first()


def proof_at(pk: int) -> ExpertProof | None:
    """A file of proof."""
    return ExpertProof.objects.select_related("expert").filter(pk=min(pk, LARGEST_ID)).first()
