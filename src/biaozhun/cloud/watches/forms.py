"""What is to be watched, as a form; which watches a list is asked for."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.forms.asking import clean, understood
from biaozhun.cloud.validity.queries.checking import cited
from biaozhun.cloud.validity.wording import CITING
from biaozhun.cloud.watches.facts import Item
from biaozhun.cloud.watches.models import Watch
from biaozhun.cloud.watches.queries.watches import Wanted
from biaozhun.cloud.watches.wording import KIND, STATE
from biaozhun.core.classification import ClassificationError, ics
from biaozhun.core.number import NumberError, parse_slug
from biaozhun.core.validity import Asked, Citing, Place

LONGEST = 200_000  # characters of a pasted list
TYPED = (Watch.Kind.STANDARD, Watch.Kind.LIST, Watch.Kind.SEARCH, Watch.Kind.ICS)
ABOUT = {
    Watch.Kind.STANDARD: _("一项标准：写编号，写了年份也关注整项标准。"),
    Watch.Kind.LIST: _("一份清单：粘贴多个编号或一段文字，读出其中的编号。"),
    Watch.Kind.SEARCH: _("一次检索：写检索词，或粘贴检索页的地址。"),
    Watch.Kind.ICS: _("ICS 分类：写分类号，如 67.040。"),
}


class WatchForm(forms.Form):
    """What is to be watched, and what it is called."""

    kind = forms.ChoiceField(
        label=_("关注什么"),
        choices=[(kind, ABOUT[kind]) for kind in TYPED],
        widget=forms.RadioSelect(),
        initial=Watch.Kind.STANDARD,
    )
    value = forms.CharField(
        label=_("编号、清单、检索词或分类号"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    title = forms.CharField(label=_("称作"), max_length=200, required=False)
    citing = forms.ChoiceField(
        label=_("这份清单用在哪里"),
        choices=[(code, words) for code, words in CITING.items()],
        required=False,
        help_text=_("用途不同，变化之后要做的事也不同；只对清单有用。"),
    )

    items: tuple[Item, ...] = ()
    query = ""

    def clean(self) -> dict[str, Any]:
        """Read what was written as the kind says."""
        told = super().clean() or {}
        kind, value = told.get("kind"), clean(str(told.get("value", "")))
        if not kind or not value:
            return told
        read = {
            Watch.Kind.STANDARD: self._read_standard,
            Watch.Kind.LIST: self._read_list,
            Watch.Kind.SEARCH: self._read_search,
            Watch.Kind.ICS: self._read_ics,
        }[Watch.Kind(kind)]
        if fault := read(value):
            self.add_error("value", fault)
        return told

    def _read_standard(self, value: str) -> str:
        self.items = _one(value) or tuple(
            item for item in items_of_text(value[:1000]) if item.number
        )
        if len({item.number for item in self.items}) == 1:
            return ""
        if self.items:
            return gettext("这里有不止一个编号；要一起关注，请选“一份清单”。")
        return gettext("没有读出标准编号。请写成 GB/T 1.1 这样。")

    def _read_list(self, value: str) -> str:
        self.items = items_of_text(value)
        found = any(item.number for item in self.items)
        return "" if found else gettext("没有读出标准编号。请每行写一个，如 GB/T 1.1-2020。")

    def _read_search(self, value: str) -> str:
        self.query = query_of(value)
        return "" if self.query else gettext("没有读出检索词。")

    def _read_ics(self, value: str) -> str:
        try:
            ics.title(value)
        except ClassificationError:
            return gettext("没有这个 ICS 分类号。请写一个，如 67.040。")
        self.query = _address({"ics": value})
        return ""

    @property
    def citing_chosen(self) -> Citing:
        """Who cites the numbers of a list."""
        return Citing(self.cleaned_data.get("citing") or Citing.REFERENCE)


def _one(value: str) -> tuple[Item, ...]:
    """The number of an address, or one by itself."""
    try:
        number = parse_slug(value)
    except NumberError:
        return ()
    return (Item(text=number.canonical, number=number.canonical),)


def query_of(value: str) -> str:
    """The parameters of a search, of its words or of the address of its page; without its day."""
    if "?" in value and "search" in value.split("?", maxsplit=1)[0]:
        query = QueryDict(value.partition("?")[2])
        return narrowed(query)
    return _address({"q": value[:1000]})


def narrowed(query: QueryDict) -> str:
    """What of a search is kept with a watch: not the day, the page or the order."""
    kept = QueryDict(understood(query), mutable=True)
    for name in ("on", "page", "sort"):
        kept.pop(name, None)
    return kept.urlencode()


def _address(told: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(told)
    return narrowed(query)


def items_of_text(text: str) -> tuple[Item, ...]:
    """The numbers that a text cites, in its order."""
    readings = cited(text).readings
    return tuple(item_of(one.asked) for one in readings if not one.in_address)


def item_of(asked: Asked, place: Place | None = None) -> Item:
    """What is kept of a citation."""
    return Item(
        text=asked.text[:200],
        number=asked.number.canonical if asked.number else "",
        title=asked.title[:500],
        clauses=asked.clauses,
        all_parts=asked.all_parts,
        fault=asked.fault,
        place=place,
    )


def watches_asked(query: QueryDict) -> Wanted:
    """Which watches a list is asked for; values that are none are left out."""
    kind, state = query.get("kind", ""), query.get("state", "")
    return Wanted(
        kind=kind if kind in KIND else "",
        state=state if state in STATE else "",
        text=clean(query.get("q", ""))[:200],
    )
