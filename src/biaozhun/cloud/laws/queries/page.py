"""A law as its page shows it: life, articles with what they cite, what rests on it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

import msgspec
from django.db.models import F, Q

from biaozhun.cloud.laws.life import LawState, state_on
from biaozhun.cloud.laws.models import (
    Article,
    CitedStandard,
    Instrument,
    Law,
    LawFunction,
    LawRelation,
    LawVersion,
    RuleBasis,
)
from biaozhun.cloud.laws.queries.standing import answers, question_of
from biaozhun.core.validity import Answer

Happening = Literal["adopted", "published", "in_force", "amended", "amended_in_force", "abolished"]


class Event(msgspec.Struct, frozen=True):
    """What happened to a law on a day."""

    day: dt.date
    happening: Happening
    basis: str = ""


class Shown(msgspec.Struct, frozen=True):
    """A citation with how what it cites stands."""

    cited: CitedStandard
    answer: Answer


class Piece(msgspec.Struct, frozen=True):
    """Characters of an article; with a citation where they cite."""

    text: str
    shown: Shown | None = None


class ShownArticle(msgspec.Struct, frozen=True):
    """An article cut at its citations."""

    article: Article
    pieces: list[Piece]


class LawPage(msgspec.Struct, frozen=True, kw_only=True):
    """All that a law's page shows.

    Attributes:
        law: the law.
        state: how it stands on the day.
        on: the day.
        life: what happened to it, the earliest first.
        version: the text shown.
        versions: all texts.
        articles: of the text shown; none where it may not be shown.
        cited: every citation that counts, those put in by hand too.
        relations: what it does to others.
        concerned_by: what others do to it.
        functions: the functions it governs.
        rules: the rules that rest on it.
        instruments: the instruments that rest on it.
    """

    law: Law
    state: LawState
    on: dt.date
    life: list[Event]
    version: LawVersion | None
    versions: list[LawVersion]
    articles: list[ShownArticle]
    cited: list[Shown]
    relations: list[LawRelation]
    concerned_by: list[LawRelation]
    functions: list[LawFunction]
    rules: list[RuleBasis]
    instruments: list[Instrument]


def law_page(law: Law, on: dt.date, *, version: int | None = None, keeps: bool) -> LawPage:
    """The page of a law on a day, with a fixed number of queries.

    Args:
        law: the law.
        on: the day.
        version: id of the text to show; else the one that holds on the day, or the newest.
        keeps: a keeper sees the text of a law whose text is only linked.
    """
    ordered = (F("since").desc(nulls_last=True), "-added", "-id")
    versions = list(LawVersion.objects.filter(law=law).order_by(*ordered))
    shown = _version(versions, on, version)
    cited = _cited(law, shown, on)
    articles = _articles(shown) if keeps or law.right == Law.Right.SHOWN else []
    instruments = Instrument.objects.filter(law=law)
    return LawPage(
        law=law,
        state=state_on(law, on),
        on=on,
        life=law_life(law),
        version=shown,
        versions=versions,
        articles=_cut(articles, cited),
        cited=cited,
        relations=list(LawRelation.objects.filter(law=law).select_related("other")),
        concerned_by=list(LawRelation.objects.filter(other=law).select_related("law")),
        functions=list(LawFunction.objects.filter(law=law)),
        rules=list(RuleBasis.objects.filter(law=law)),
        instruments=list(instruments),
    )


def _version(versions: Sequence[LawVersion], on: dt.date, asked: int | None) -> LawVersion | None:
    for each in versions:
        if each.pk == asked:
            return each
    held = [each for each in versions if each.since is None or each.since <= on]
    dated = [each for each in held if each.since is not None]
    return next(iter([*dated, *held, *versions]), None)


def _cited(law: Law, version: LawVersion | None, on: dt.date) -> list[Shown]:
    of_text = Q(version=None) | Q(version=version) if version else Q(version=None)
    held = CitedStandard.objects.filter(of_text, law=law).exclude(state="rejected")
    cited = list(held.select_related("article"))
    told = answers([question_of(each) for each in cited], on) if cited else {}
    return [Shown(each, told[question_of(each)]) for each in cited]


def _articles(version: LawVersion | None) -> list[Article]:
    return list(Article.objects.filter(version=version)) if version else []


def _cut(articles: Sequence[Article], cited: Sequence[Shown]) -> list[ShownArticle]:
    of_article: dict[int | None, list[Shown]] = defaultdict(list)
    for each in cited:
        of_article[each.cited.article_id].append(each)
    return [ShownArticle(each, _pieces(each, of_article[each.pk])) for each in articles]


def _pieces(article: Article, mine: Sequence[Shown]) -> list[Piece]:
    """The text cut at its citations; of those that overlap, the first is marked."""
    pieces: list[Piece] = []
    done = 0
    for each in sorted(mine, key=lambda shown: (shown.cited.start, shown.cited.pk)):
        start, end = each.cited.start, each.cited.end
        if start < done or end <= start or end > len(article.text):
            continue
        pieces += [Piece(article.text[done:start]), Piece(article.text[start:end], each)]
        done = end
    pieces.append(Piece(article.text[done:]))
    return [piece for piece in pieces if piece.text]


def law_life(law: Law) -> list[Event]:
    """What happened to a law, the earliest first."""
    days: list[tuple[dt.date | None, Happening, str]] = [
        (law.adopted, "adopted", ""),
        (law.published, "published", law.number),
        (law.in_force, "in_force", ""),
        (law.abolished, "abolished", law.abolished_basis),
    ]
    for each in law.amendments.all():
        days.append((each.published, "amended", each.basis))
        if each.in_force and each.in_force != each.published:
            days.append((each.in_force, "amended_in_force", each.basis))
    order: dict[str, int] = defaultdict(int, abolished=9, in_force=5, amended=6)
    events = [Event(day, happening, basis) for day, happening, basis in days if day]
    return sorted(events, key=lambda event: (event.day, order[event.happening]))
