"""Filling in a form: a Word file with named fields and rows that repeat.

A field is ``{{ 项目名称 }}``. Rows of a table repeat between ``{%tr for 意见 in 意见表 %}`` and
``{%tr endfor %}``, each in a row of its own, paragraphs between ``{%p for … %}`` and
``{%p endfor %}``; a field of theirs is ``{{ 意见.内容 }}``, and ``{{ 意见.序号 }}`` counts them.
That is all a template may say: it comes from outside, and the library behind it (docxtpl on jinja2)
would take far more. The one module that knows that library.
"""

import io
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Final

import msgspec
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from biaozhun.documents.reports.form_walls import FormError, W, parts_with_tags
from biaozhun.documents.reports.rows import printable

Row = Mapping[str, str]
Values = Mapping[str, "str | Sequence[Row]"]

COUNT: Final = "序号"  # each row has it
_NAME: Final = r"[^\W\d_]\w{0,59}"
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FIELD: Final = re.compile(rf"\{{\{{\s*({_NAME})(?:\.({_NAME}))?\s*\}}\}}")
_BEGIN: Final = re.compile(rf"\{{%(tr|p)\s+for\s+({_NAME})\s+in\s+({_NAME})\s*%\}}")
_END: Final = re.compile(r"\{%(tr|p)\s+endfor\s*%\}")
_REMNANT: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝|｛%|%｝")
_HALF: Final = re.compile(r"^\s*\}|\{\s*$")
_LONGEST: Final = 10_000  # characters of a paragraph with tags
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class NamedFields(msgspec.Struct, frozen=True):
    """What a template names.

    Attributes:
        single: fields that stand once, in their order.
        rows: tables of rows, each with the fields its rows name.
    """

    single: tuple[str, ...]
    rows: dict[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def fields_named(content: bytes) -> NamedFields:
    """The fields that a template names; of the latest few it is known.

    Raises:
        FormError: the file or a tag in it is none that a template may hold.
    """
    reading = _Reading()
    for root in parts_with_tags(content):
        reading.part(root)
    return reading.told()


def fill(content: bytes, values: Values) -> bytes:
    """The form, filled in.

    Args:
        content: the template.
        values: of every field it names; for rows, their fields. A line feed begins a new line.

    Raises:
        FormError: the template cannot be used, or names what there is no value for.
    """
    named = fields_named(content)
    told: dict[str, object] = {}
    for name in (*named.single, *named.rows):
        if name not in values or isinstance(values[name], str) is (name in named.rows):
            raise _unknown(name)
        told[name] = _prepared(values[name])
    try:
        return _written(content, told)
    except UndefinedError as error:
        raise _unknown(error.message or "") from error
    except TemplateSyntaxError as error:
        raise _forbidden("{{ … }}") from error
    except (TemplateError, ValueError, TypeError, KeyError, AttributeError) as error:
        # What the library says to a file that no usual program writes.
        raise FormError(f"The template cannot be filled in: {error}"[:300]) from error


def _prepared(value: "str | Sequence[Row]") -> object:
    if isinstance(value, str):
        return _clean(value)
    return [
        SimpleNamespace(**{COUNT: str(place), **{name: _clean(text) for name, text in row.items()}})
        for place, row in enumerate(value, start=1)
    ]


def _clean(text: str) -> str:
    """An ordinary string, so that nothing passes for markup, without what no XML may hold."""
    return printable(_BREAKS.sub("\n", str(text)))


def _written(content: bytes, values: dict[str, object]) -> bytes:
    template = DocxTemplate(io.BytesIO(content))
    template.render(values, _environment(), autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


class _FieldsAlone(ImmutableSandboxedEnvironment):
    """Compiles nothing but text, fields and rows: what the library makes of a part is seen here."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not _is_allowed(node):
                raise TemplateSyntaxError("forbidden", getattr(node, "lineno", 0) or 0)
        return tree


def _environment() -> _FieldsAlone:
    environment = _FieldsAlone(
        undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


def _is_allowed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.For):
        plain = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name)
        return plain and node.test is None and not node.else_ and not node.recursive
    if isinstance(node, nodes.Getattr):
        return isinstance(node.node, nodes.Name) and not node.attr.startswith("_")
    return isinstance(node, nodes.Output | nodes.TemplateData | nodes.Name)


class _Reading:
    """What the tags of the parts say, in their order."""

    def __init__(self) -> None:
        self._single: dict[str, None] = {}
        self._rows: dict[str, dict[str, None]] = {}
        self._open: tuple[str, str, str] | None = None  # tr or p, the row's name, its table

    def told(self) -> NamedFields:
        """All that was named."""
        rows = {name: tuple(fields) for name, fields in self._rows.items()}
        if both := set(rows) & set(self._single):
            raise _unknown(min(both))
        return NamedFields(tuple(self._single), rows)

    def part(self, root: etree._Element) -> None:
        """Read the paragraphs of a part."""
        for paragraph in root.iter(f"{W}p"):
            text = _text(paragraph)
            if any(sign in text for sign in "{}｛｝%"):
                _look_at_length(text)
                self._paragraph(paragraph, text)
        if self._open is not None:
            raise FormError("Rows are not closed", code="unclosed_row", fragment=self._open[2])

    def _paragraph(self, paragraph: etree._Element, text: str) -> None:
        _look_at_rest(_TAG.sub("", text))
        for tag in _TAG.findall(text):
            if found := _FIELD.fullmatch(tag):
                self._field(tag, *found.groups())
            elif found := _BEGIN.fullmatch(tag):
                self._begin(paragraph, tag, *found.groups())
            elif found := _END.fullmatch(tag):
                self._end(paragraph, tag, found[1])
            else:
                raise _forbidden(tag)

    def _field(self, tag: str, name: str, field: str | None) -> None:
        if field is None:
            if self._open is not None and name == self._open[1]:
                raise _forbidden(tag)
            self._single.setdefault(name)
        elif self._open is None or name != self._open[1]:
            raise FormError(
                "A field of a row stands outside its rows", code="unclosed_row", fragment=tag[:60]
            )
        else:
            self._rows[self._open[2]].setdefault(field)

    def _begin(self, paragraph: etree._Element, tag: str, *told: str) -> None:
        kind, row, table = told
        if self._open is not None:
            raise FormError("Rows stand within rows", code="unclosed_row", fragment=tag[:60])
        _stands_alone(paragraph, tag, kind)
        self._open = (kind, row, table)
        self._rows.setdefault(table, {})

    def _end(self, paragraph: etree._Element, tag: str, kind: str) -> None:
        if self._open is None or self._open[0] != kind:
            raise FormError("No rows begin before", code="unclosed_row", fragment=tag[:60])
        _stands_alone(paragraph, tag, kind)
        self._open = None


def _look_at_length(text: str) -> None:
    if len(text) > _LONGEST:
        raise FormError("A paragraph is too long", code="too_large", fragment=text[:40])


def _look_at_rest(text: str) -> None:
    """What is left without tags: half a tag is none, not even with its other half further down."""
    found = _REMNANT.search(text) or _HALF.search(text)
    if found:
        place = max(found.start() - 10, 0)
        raise FormError(
            "A tag is not closed, or not written in ASCII braces",
            code="broken_tag",
            fragment=text[place : place + 40],
            hint="write {{ name }} within one paragraph",
        )


def _stands_alone(paragraph: etree._Element, tag: str, kind: str) -> None:
    """The row or paragraph of a tag goes out of the form, and whatever else stands in it."""
    place: etree._Element | None = paragraph
    if kind == "tr":
        place = next(paragraph.iterancestors(f"{W}tr"), None)
    inner = 0 if place is None else sum(1 for _ in place.iter(f"{W}tbl"))
    if place is None or inner or _text(place).strip() != tag:
        raise FormError(
            "The tag needs a row of a table, or a paragraph, of its own",
            code="crowded_row",
            fragment=tag[:60],
        )


def _text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def _unknown(name: str) -> FormError:
    return FormError("There is no such field", code="unknown_field", fragment=name[:120])


def _forbidden(tag: str) -> FormError:
    return FormError(
        "A template may hold fields and rows, nothing else", code="forbidden", fragment=tag[:60]
    )
