"""What stands in the navigation at the head of every page.

A slice has a module ``navigation`` that registers its entries at start; the frame knows no slice.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Literal

import msgspec
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Place = Literal["head", "foot", "desk"]


class Work(StrEnum):
    """The kinds of work at the desk, in the order in which they stand beside its pages."""

    PLANS = "plans"
    PROPOSING = "proposing"
    DRAFTING = "drafting"
    ISSUING = "issuing"
    BODIES = "bodies"
    FRAMEWORK = "framework"
    INTAKE = "intake"
    RECORDS = "records"
    LIBRARY = "library"
    PAGES = "pages"
    PEOPLE = "people"


WORK_WORDS = {
    Work.PLANS: _("规划与任务"),
    Work.PROPOSING: _("需求与立项"),
    Work.DRAFTING: _("起草与审查"),
    Work.ISSUING: _("审批与发布"),
    Work.BODIES: _("委员会与专家"),
    Work.FRAMEWORK: _("期限与表格"),
    Work.INTAKE: _("导入与来源"),
    Work.RECORDS: _("编目"),
    Work.LIBRARY: _("馆藏与文本"),
    Work.PAGES: _("网页内容"),
    Work.PEOPLE: _("人员与日志"),
}


class Topic(StrEnum):
    """What an entry at the foot is about, in the order in which the headings stand there."""

    STANDARDS = "standards"
    PROPOSING = "proposing"
    MAKING = "making"
    BODIES = "bodies"
    POLICY = "policy"
    DATA = "data"
    OWN = "own"


TOPIC_WORDS = {
    Topic.STANDARDS: _("标准与文本"),
    Topic.PROPOSING: _("需求与立项"),
    Topic.MAKING: _("制定与发布"),
    Topic.BODIES: _("机构与专家"),
    Topic.POLICY: _("规划与政策"),
    Topic.DATA: _("数据与接口"),
    Topic.OWN: _("我的"),
}


def to_everybody(request: HttpRequest) -> bool:  # noqa: ARG001  -- the form of a condition
    """An entry without a condition."""
    return True


_entries: dict[str, "Entry"] = {}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the navigation.

    Attributes:
        address: where it leads; pages below it count as the same place.
        words: what it is called, translated when shown.
        rank: its place; smaller is further to the front.
        place: in the head of every page, at its foot, or beside the pages of the desk.
        shown: to whose requests it is shown.
        work: of an entry beside the desk, the heading it stands under.
        topic: likewise of an entry at the foot.
    """

    address: str
    words: Promise | str
    rank: int
    place: Place = "head"
    shown: Callable[[HttpRequest], bool] = to_everybody
    work: Work = Work.INTAKE
    topic: Topic = Topic.MAKING


def register(entry: Entry) -> None:
    """Put an entry in; registering an address again replaces it."""
    _entries[entry.address] = entry


def entries(place: Place, request: HttpRequest) -> list[tuple[Entry, bool]]:
    """The entries of a place that the request may see, in their order, each with: we are here."""
    here = [entry for entry in _entries.values() if entry.place == place and entry.shown(request)]
    return [
        (entry, request.path == entry.address or request.path.startswith(entry.address + "/"))
        for entry in sorted(here, key=lambda entry: (entry.rank, entry.address))
    ]


Groups = list[tuple[Promise | str, list[tuple[Entry, bool]]]]
"""Entries under headings, each with: we are here; no heading stands empty."""


def desk_entries(request: HttpRequest) -> Groups:
    """The entries beside the desk under the headings of their work."""
    found = entries("desk", request)
    groups = [
        (words, [(entry, here) for entry, here in found if entry.work is work])
        for work, words in WORK_WORDS.items()
    ]
    return [(words, group) for words, group in groups if group]


def foot_entries(request: HttpRequest) -> Groups:
    """The entries at the foot under the headings of their topics."""
    found = entries("foot", request)
    groups = [
        (words, [(entry, here) for entry, here in found if entry.topic is topic])
        for topic, words in TOPIC_WORDS.items()
    ]
    return [(words, group) for words, group in groups if group]
