"""Markdown into HTML that can hold nothing its writer may not say.

Raw HTML is text, images are none, links go to the web, to a mail address or to this site. Three
things are added: ``[[GB/T 1.1-2020]]`` is a link to that edition with its status of the day, a
block ``numbers`` is a table of numbers taken apart, a block ``statuses`` one of status words.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from biaozhun.cloud.catalogue.templatetags.catalogue import badge
from biaozhun.cloud.catalogue.wording import FAMILY, NATURE, STATUS
from biaozhun.cloud.guidance.queries.numbers import statuses_of
from biaozhun.cloud.ui.templatetags.ui import number
from biaozhun.core.number import NumberError, StandardNumber, parse

LONGEST = 100_000  # characters of a text
_NUMBER = re.compile(r"\[\[([^\[\]\n]{1,100})\]\]")
_ABROAD = re.compile(r"https?://", re.IGNORECASE)
_SAFE = re.compile(r"(?:https?://|mailto:|/(?!/)|#)", re.IGNORECASE)

Env = MutableMapping[str, Any]


def render(text: str, on: dt.date, *, writing: Callable[[str], str] = str) -> SafeString:
    """The text as HTML; standard numbers bear their status of the day.

    ``writing`` turns what is read into the reader's writing; addresses, numbers and the anchors of
    headings stay as they were written.
    The database is asked a fixed number of questions, and none where no number is named.
    """
    reader = _reader()
    env: Env = {}
    tokens = reader.parse(text[:LONGEST], env)
    _with_anchors(tokens)
    for token in _texts(tokens):
        token.content = writing(token.content)
    env["statuses"] = statuses_of(set(_named(tokens)), on)
    written: str = reader.renderer.render(tokens, reader.options, env)
    return SafeString(written)  # by construction: see the head of this module


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    reader.disable(["image", "html_inline", "html_block"])
    reader.validateLink = lambda url: _SAFE.match(url) is not None  # type: ignore[method-assign]  # documented way to decide it
    reader.inline.ruler.before("link", "standard_number", _find_number)
    reader.add_render_rule("standard_number", _write_number)
    reader.add_render_rule("link_open", _write_link)
    reader.add_render_rule("fence", _write_fence)
    return reader


def _find_number(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  -- the form of a rule
    found = _NUMBER.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("standard_number", "", 0)
        token.content = found[1].strip()
    state.pos = found.end()
    return True


def _read(text: str) -> StandardNumber | None:
    try:
        return parse(text)
    except NumberError:
        return None


def _named(tokens: Sequence[Token]) -> Iterator[str]:
    """The slugs of all numbers that are links."""
    for token in tokens:
        yield from _named(token.children or ())
        if token.type == "standard_number" and (read := _read(token.content)):
            yield read.slug


def _texts(tokens: Sequence[Token]) -> Iterator[Token]:
    """Every run of words between two marks, and what status words mean."""
    for token in tokens:
        yield from _texts(token.children or ())
        if token.type in ("text", "code_inline") or token.info.strip() == "statuses":
            yield token


def _with_anchors(tokens: Sequence[Token]) -> None:
    """Give every heading an id of its own words; a second of the same words gets a number."""
    met: dict[str, int] = {}
    for token, inner in pairwise(tokens):
        if token.type != "heading_open":
            continue
        token.tag = _below_title(token.tag)
        name = slugify(inner.content, allow_unicode=True)[:60] or "section"
        met[name] = met.get(name, 0) + 1
        token.attrSet("id", name if met[name] == 1 else f"{name}-{met[name]}")
    for token in tokens:
        if token.type == "heading_close":
            token.tag = _below_title(token.tag)


def _below_title(tag: str) -> str:
    """The title of the page is its only heading of the first level."""
    return "h2" if tag == "h1" else tag


def _write_number(
    self: RendererHTML,  # noqa: ARG001  -- the form of a rule, here and below
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,  # noqa: ARG001
    env: Env,
) -> str:
    text = tokens[index].content
    read = _read(text)
    if read is None:
        return conditional_escape(f"[[{text}]]")
    statuses: Mapping[str, str] = env["statuses"]
    address = reverse("catalogue:standard", args=[read.slug])
    link = format_html('<a href="{}">{}</a>', address, number(read.canonical))
    status = statuses.get(read.slug)
    return format_html("{} {}", link, badge(status)) if status else link


def _write_link(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env
) -> str:
    token = tokens[index]
    if _ABROAD.match(str(token.attrGet("href") or "")):
        token.attrSet("rel", "external noreferrer")
    return self.renderToken(tokens, index, options, env)


def _write_fence(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env
) -> str:
    token = tokens[index]
    lines = [line.strip() for line in token.content.splitlines() if line.strip()]
    if token.info.strip() == "numbers":
        return _table(_number_heads(), map(_parts, lines))
    if token.info.strip() == "statuses":
        return _table((_("状态"), _("含义")), map(_meaning, lines))
    return self.fence(tokens, index, options, env)


def _number_heads() -> tuple[str, ...]:
    return (
        _("编号"), _("类别"), _("代号"), _("性质"), _("顺序号"), _("部分"), _("年份"),
    )  # fmt: skip


def _parts(line: str) -> tuple[object, ...]:
    """A number taken apart by the very grammar the platform reads with."""
    read = _read(line)
    if read is None:
        return (line, _("读不成标准编号"), "", "", "", "", "")
    nature = NATURE.get(str(read.nature or ""), "—")
    return (
        number(read.official),
        FAMILY[str(read.family)],
        read.code,
        nature,
        read.serial,
        read.part or "—",
        read.year or "—",
    )


def _meaning(line: str) -> tuple[object, ...]:
    code, _colon, words = line.partition(":")
    status = code.strip()
    return (badge(status) if status in STATUS else status, words.strip())


def _table(heads: Sequence[str], rows: Iterable[tuple[object, ...]]) -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((words,) for words in heads))
    body = format_html_join("\n", "<tr>{}</tr>", ((_row(heads, cells),) for cells in rows))
    return format_html(
        '<table class="stacked"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>\n', head, body
    )


def _row(heads: Sequence[str], cells: tuple[object, ...]) -> SafeString:
    first = format_html('<th scope="row">{}</th>', cells[0])
    pairs = zip(heads[1:], cells[1:], strict=True)
    return first + format_html_join("", '<td data-label="{}">{}</td>', pairs)
