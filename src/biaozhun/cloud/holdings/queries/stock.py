"""Lists of copies: the keepers' list, a shelf in order, duplicates."""

import re
from typing import Any

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.titles import slugs_titled
from biaozhun.cloud.holdings.models import Copy, Loan, Place
from biaozhun.cloud.holdings.queries.figures import IN_STOCK
from biaozhun.cloud.search.port import MAX_DEPTH
from biaozhun.core.text.folding import CJK

PAGE = 50  # copies
MANY = 10_000  # copies of a list that are not sorted for one page
_CHINESE = re.compile(f"[{CJK}]")
SHELF = 2000  # copies on one shelf list for print
LARGEST_ID = 2**63 - 1
# As the condition of the index is written: a database knows it again only without a parameter.
_HAS_A_TITLE = RawSQL('NOT ("holdings_copy"."title" = \'\')', (), output_field=BooleanField())
STATE_IN_STOCK = "stock"  # received and shelved together


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the list is narrowed to; empty texts narrow nothing."""

    text: str = ""
    state: str = ""
    medium: str = ""
    family: str = ""
    place: str = ""
    year: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, name) for name in self.__struct_fields__)


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A page of copies, with the titles the catalogue knows by slug."""

    page: Page[Any]  # of copies, with the open loans of each as ``open``
    titles: dict[str, str]


def matching(wanted: Wanted, *, many: bool = False) -> QuerySet[Copy]:
    """The copies asked for, in the order of their numbers.

    Args:
        wanted: what narrows them.
        many: there are very many: read them in their order until there are enough for a page,
            where an index of states would have all of them sorted first.
    """
    found = Copy.objects.select_related("place", "licence")
    if wanted.state:
        states = IN_STOCK if wanted.state == STATE_IN_STOCK else (wanted.state,)
        others = set(Copy.State) - set(states)
        # What is called by a text is found by that, as long as no index of states is at hand.
        aside = many or wanted.text
        found = found.exclude(state__in=others) if aside else found.filter(state__in=states)
    if wanted.medium:
        found = found.filter(medium=wanted.medium)
    if wanted.family:
        found = found.filter(family=wanted.family)
    if wanted.place:
        found = found.filter(place__code=wanted.place)
    if wanted.year:
        found = found.filter(acquired_year=int(wanted.year))
    return found.filter(_said(wanted.text)) if wanted.text else found


def _said(text: str) -> Q:
    """A name of a copy; else words of a title, or a number or its beginning.

    All of it is looked up by indexes: a million copies are not read through.
    """
    called = Copy.objects.filter(Q(accession=text) | Q(barcode=text)).values_list("pk", flat=True)
    if found := list(called):
        return Q(pk__in=found)
    if _CHINESE.search(text):
        return _titled(text)
    beginning = text.upper().replace(" ", "-")
    return Q(slug__gte=beginning, slug__lt=beginning + "\uffff")


def _titled(text: str) -> Q:
    """Copies of editions with these words in their title, and copies that say so themselves.

    Few copies have a title of their own, which an index tells; they are read once here and not
    again for every count and page.
    """
    own = Copy.objects.filter(_HAS_A_TITLE, title__icontains=text).order_by()
    pks = list(own.values_list("pk", flat=True)[: MAX_DEPTH + 1])
    said = Q(pk__in=pks) if len(pks) <= MAX_DEPTH else Q(title__icontains=text)
    slugs = slugs_titled(text)
    if slugs is not None:
        return said | Q(slug__in=slugs)
    editions = Edition.objects.filter(Q(title_zh__icontains=text) | Q(title_en__icontains=text))
    return said | Q(slug__in=editions.order_by().values("slug"))


def listed(wanted: Wanted, page: int) -> Listed:
    """One page of them with who has what."""
    out = Loan.objects.filter(returned__isnull=True).select_related("borrower")
    open_loans = Prefetch("loans", out, to_attr="open")
    pages = Paginator(matching(wanted).prefetch_related(open_loans), PAGE)
    if wanted.state and not wanted.text and pages.count > MANY:
        pages.object_list = matching(wanted, many=True).prefetch_related(open_loans)
    shown = pages.get_page(page)
    return Listed(page=shown, titles=titles_of([copy.slug for copy in shown]))


def titles_of(slugs: list[str]) -> dict[str, str]:
    """The titles of editions by slug, Chinese before English."""
    rows = Edition.objects.filter(slug__in=slugs).values_list("slug", "title_zh", "title_en")
    return {slug: zh or en for slug, zh, en in rows}


def copy_with(pk: int) -> Copy | None:
    """The copy with this id."""
    if pk > LARGEST_ID:
        return None
    return Copy.objects.select_related("place", "licence").filter(pk=pk).first()


def loans_of(copy: Copy) -> list[Loan]:
    """The loans of a copy, the latest first."""
    return list(copy.loans.select_related("borrower").order_by("-lent", "-pk")[:PAGE])


def shelf(place: Place) -> list[Copy]:
    """What stands at a place, ordered by number; what is lent is marked."""
    out = Loan.objects.filter(returned__isnull=True)
    here = Copy.objects.filter(place=place, state=Copy.State.SHELVED)
    ordered = here.order_by("sort_key", "accession")
    return list(ordered.prefetch_related(Prefetch("loans", out, to_attr="open"))[:SHELF])


def duplicates(page: int) -> Page[dict[str, object]]:
    """What is held more than once in one medium and language, most often first."""
    groups = (
        Copy.objects.filter(state__in=IN_STOCK)
        .order_by()
        .values("number", "slug", "medium", "language", "sort_key")
        .annotate(copies=Count("pk"))
        .filter(copies__gt=1)
        .order_by("-copies", "sort_key")
    )
    shown: Page[Any] = Paginator(groups, PAGE).get_page(page)
    return shown
