"""Taking a text of a law in: its articles, and the standards cited in them as proposals."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.laws.actions.basing import mark_rules
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.articles import read_articles
from biaozhun.cloud.laws.models import Article, CitedStandard, Law, LawVersion
from biaozhun.core.citation import Citation, Scope, find
from biaozhun.core.structure.blocks import BlockText, Part
from biaozhun.core.validity.linting import mode_of, sentence_around

MOST_ARTICLES: Final = 5_000
MOST_CHARACTERS: Final = 2_000_000
_AT_ONCE: Final = 500
Key = tuple[str, str, str]


@transaction.atomic
def take_text(
    law: Law, text: BlockText, *, since: dt.date | None, name: str, actor: Person, today: dt.date
) -> LawVersion:
    """Keep a text of a law with its articles; what they cite waits for a person.

    What a person decided of the same citation in the same article of an earlier text holds on.

    Raises:
        RefusedError: it is empty, too long, or the same text as one held.
    """
    Law.objects.select_for_update().get(pk=law.pk)
    lines = list(_paragraphs(text))
    version = LawVersion(
        law=law, since=since, name=name[:200], added=now(), person=str(actor)[:150]
    )
    version.sha256 = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    if not lines:
        raise RefusedError(_("文件里没有文字。扫描件请先识别文字，或把正文贴进来。"))
    if sum(map(len, lines)) > MOST_CHARACTERS:
        raise RefusedError(_("正文太长，最多 200 万字。"))
    if LawVersion.objects.filter(law=law, sha256=version.sha256).exists():
        raise RefusedError(_("这份正文已经在登记册里。"))
    had_text = LawVersion.objects.filter(law=law).exists()
    version.save()
    articles = _articles(version, lines)
    cited = _citations(law, version, articles)
    CitedStandard.objects.bulk_create(cited, batch_size=_AT_ONCE)
    Law.objects.filter(pk=law.pk).update(changed=now())
    if had_text:
        mark_rules(law, _("换了新的正文"), on=today, actor=actor)
    facts = {"articles": len(articles), "citations": len(cited), "file": version.name}
    record("laws.text_taken", subject=f"law:{law.slug}", actor=actor, facts=facts)
    return version


def _paragraphs(text: BlockText) -> Iterator[str]:
    """The lines of the body; what stands at the head and foot of pages is no part of it.

    Numbers that the file's own numbering prints are put before their paragraphs.
    """
    for block in text.blocks:
        if block.part not in (Part.BODY, Part.TEXTBOX):
            continue
        said = f"{block.numbering} {text.text[block.start : block.end]}".replace("\x00", "")
        yield from (line.strip() for line in said.splitlines() if line.strip())


def _articles(version: LawVersion, lines: Sequence[str]) -> list[Article]:
    read = read_articles(lines)
    if len(read) > MOST_ARTICLES:
        raise RefusedError(_("条款太多，最多 {n} 条。").format(n=MOST_ARTICLES))
    made = [
        Article(
            version=version,
            position=position,
            label=each.label,
            anchor=each.anchor[:60],
            heading=each.heading[:200],
            text=each.text,
        )
        for position, each in enumerate(read)
    ]
    return Article.objects.bulk_create(made, batch_size=_AT_ONCE)


def _citations(law: Law, version: LawVersion, articles: Sequence[Article]) -> list[CitedStandard]:
    decided = _decided(law)
    return [
        _proposal(version, article, found, decided)
        for article in articles
        for found in find(article.text)
        if not found.in_address
    ]


def _decided(law: Law) -> dict[Key, CitedStandard]:
    """What persons decided of the citations of earlier texts, the latest last."""
    held = CitedStandard.objects.filter(law=law, origin=CitedStandard.Origin.READ)
    decided = held.exclude(state=CitedStandard.State.PROPOSED).order_by("decided", "id")
    return {(each.label, each.text, each.number): each for each in decided}


def _proposal(
    version: LawVersion, article: Article, found: Citation, decided: dict[Key, CitedStandard]
) -> CitedStandard:
    start, end = sentence_around(article.text, found.start, found.end)
    mode = mode_of(article.text[start:end])
    made = CitedStandard(
        law=version.law,
        version=version,
        article=article,
        label=article.label,
        start=found.start,
        end=found.end,
        text=found.text[:500],
        **named(found),
        title=found.title[:300],
        clauses=list(found.clauses),
        confidence=str(found.confidence),
        proposed_mode=str(mode),
        mode=str(mode),
    )
    before = decided.get((made.label, made.text, made.number))
    if before is not None:
        made.state, made.mode = before.state, before.mode
        made.person, made.decided = before.person, before.decided
    return made


def named(found: Citation) -> dict[str, object]:
    """What a row says of the standard that is cited."""
    number = found.number
    return {
        "number": number.canonical[:190],
        "slug": number.slug[:190],
        "standard": number.undated().slug[:190],
        "family": str(number.family),
        "dated": number.year is not None,
        "all_parts": found.scope is Scope.ALL_PARTS,
    }


@transaction.atomic
def remove_text(version: LawVersion, *, actor: Person) -> None:
    """Take a text out with what was found in it."""
    facts = {"file": version.name, "since": version.since.isoformat() if version.since else ""}
    record("laws.text_removed", subject=f"law:{version.law.slug}", actor=actor, facts=facts)
    version.delete()
