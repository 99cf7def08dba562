"""The documents a policy names as its basis: 根据《…》(国发〔2015〕13号), 为贯彻《…》."""

import re
from typing import Final

from biaozhun.core.policy.attachments import same_title
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.value import BasisDocument

_QUOTED: Final = pattern(
    r"《(?P<title>[^《》]{2,150}(?:《[^《》]{1,150}》[^《》]{0,150}){0,3})》"
    r"(?:\s*\((?P<number>[^()]{0,40}(?:\([^()]{0,10}\)[^()]{0,10})?\d号[^()]{0,20})\))?"
)
_SENTENCE: Final = pattern(r"[^。;!]+")
_CALLS: Final = pattern(
    r"根据|依据|依照|遵照|按照|落实|贯彻|执行|结合|对照|参照|围绕|衔接|推进|响应|配合|实施|有效承接|细化"
)
_OWN: Final = pattern(r"(?:现将|特?制[定订]了?|编制了?|出台了?|形成了?|起草了?|修订了?)$")
_OWN_BEHIND: Final = pattern(r"(?:\([^()]{0,40}\))?\s*(?:已经|印发|予以|转发|现予|等?文件?印发)")
_NUMBER: Final = pattern(r"[^,;、]*(?:\[|\(|第|\d{4}).*?\d号")


def basis_of(passages: list[Passage], *, titles: tuple[str, ...]) -> tuple[BasisDocument, ...]:
    """The documents named as basis in the passages before the first heading.

    Args:
        passages: of the notice and of the plan, before their headings.
        titles: folded titles of the text itself, which is no basis of its own.
    """
    found: list[BasisDocument] = []
    for passage in passages:
        for sentence in _SENTENCE.finditer(passage.folded):
            found += _in_sentence(passage.cut(*sentence.span()), titles)
    return tuple({document.title: document for document in reversed(found)}.values())[::-1]


def _in_sentence(sentence: Passage, titles: tuple[str, ...]) -> list[BasisDocument]:
    folded = sentence.folded
    calls = _CALLS.search(folded)
    if calls is None:
        return []
    made = []
    for quoted in _QUOTED.finditer(folded, calls.end()):
        ahead = folded[max(quoted.start() - 6, 0) : quoted.start()]
        own = any(same_title(quoted["title"], title) for title in titles)
        if own or _OWN.search(ahead) or _OWN_BEHIND.match(folded, quoted.end()):
            continue
        made.append(_document(sentence, quoted))
    return made


def _document(sentence: Passage, quoted: re.Match[str]) -> BasisDocument:
    start, end = sentence.span(*quoted.span())
    number = ""
    if quoted["number"]:
        inside = _NUMBER.search(quoted["number"])
        if inside:
            begin = quoted.start("number")
            number = sentence.text[begin + inside.start() : begin + inside.end()].strip()
    title = sentence.text[quoted.start("title") : quoted.end("title")]
    return BasisDocument(title=title, number=number, start=start, end=end)
