"""How the pages of checks write an outcome, a citation in its place, and where it stands."""

from collections.abc import Iterator, Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from biaozhun.cloud.ui.templatetags.ui import icon, number, quoted
from biaozhun.cloud.validity import wording
from biaozhun.cloud.validity.views.painting import Painted, Segment
from biaozhun.cloud.validity.wording import faults, forms, rules
from biaozhun.core.bibliography import Extent
from biaozhun.core.structure.blocks import TextBlock
from biaozhun.core.validity import CheckedLine, Place, Step

register = template.Library()

_TABLES: Mapping[str, wording.Words] = {
    "outcome": wording.OUTCOME,
    "outcome_about": wording.OUTCOME_ABOUT,
    "consequence": wording.CONSEQUENCE,
    "consequence_about": wording.CONSEQUENCE_ABOUT,
    "citing": wording.CITING,
    "citing_about": wording.CITING_ABOUT,
    "confidence": wording.CONFIDENCE,
    "confidence_about": wording.CONFIDENCE_ABOUT,
    "part": wording.PART,
    "state": wording.STATE,
    "kind": wording.KIND,
    "rule": rules.RULE,
    "form": forms.FORM,
    "form_about": forms.ABOUT,
    "verdict": wording.VERDICT,
    "verdict_about": wording.VERDICT_ABOUT,
}
_WORST = (
    *("withdrawn", "no-such-number", "malformed", "replaced", "suspended", "renumbered"),
    *("partly-replaced", "clauses-withdrawn", "title-mismatch", "ambiguous", "upcoming"),
    *("unknown", "edition-unknown", "not-held", "in-force"),
)
"""Of several citations at one place the one whose colour is shown."""


@register.filter
def called(code: str, table: str) -> str:
    """The word for a code of a table of :mod:`biaozhun.cloud.validity.wording`."""
    return str(_TABLES[table][str(code)])


@register.filter
def told_fault(code: str) -> str:
    """Why something could not be checked."""
    return faults.fault(code)


@register.filter
def tone(outcome: str) -> str:
    """The colour of an outcome."""
    return wording.OUTCOME_TONE[str(outcome)][0]


@register.filter
def outcome(code: str) -> SafeString:
    """An outcome as colour, drawing and word together."""
    colour, drawing = wording.OUTCOME_TONE[str(code)]
    return format_html(
        '<span class="badge tone-{}">{}{}</span>',
        colour,
        icon(drawing),
        wording.OUTCOME[str(code)],
    )


@register.filter
def segment(part: Segment) -> SafeString:
    """Characters of the text; a citation as a link to its row, in its colour and with its sign."""
    if not part.lines:
        return format_html("{}", part.text)
    worst = min(part.lines, key=lambda line: _WORST.index(line.answer.outcome))
    first, *others = part.lines
    colour, drawing = wording.OUTCOME_TONE[worst.answer.outcome]
    return format_html(
        '<span class="cited cited-{} tone-{}"{}><a href="#l-{}" title="{}">{}{}'
        '<span class="hidden"> {}</span></a>{}</span>',
        worst.answer.outcome,
        colour,
        format_html(' id="c-{}"', first.position) if part.is_first else "",
        first.position,
        _spoken(worst),
        part.text,
        icon(drawing),
        _("（第 {n} 处，{word}）").format(
            n=first.position, word=wording.OUTCOME[worst.answer.outcome]
        ),
        _others(others) if part.is_first else "",
    )


def _spoken(line: CheckedLine) -> str:
    """What a pointer over a citation tells."""
    outcome, consequence = line.answer.outcome, line.answer.consequence
    return f"{wording.OUTCOME[outcome]} · {wording.CONSEQUENCE[consequence]}"


def _others(lines: list[CheckedLine]) -> SafeString:
    """Links to the rows of the other citations that stand on the same characters."""
    return format_html_join(
        "",
        '<a class="cited-other" id="c-{0}" href="#l-{0}" title="{1}">{0}</a>',
        (
            (line.position, f"{line.asked.number or line.asked.text} {_spoken(line)}")
            for line in lines
        ),
    )


@register.filter
def painted(piece: Painted) -> SafeString:
    """A piece of the text with its marks; dots where it goes on unseen."""
    return format_html(
        "{}{}{}",
        "… " if piece.cut_before else "",
        mark_safe("".join(segment(part) for part in piece.segments)),  # noqa: S308  -- every part was escaped
        " …" if piece.cut_behind else "",
    )


@register.filter
def standing(block: TextBlock) -> SafeString:
    """Where a passage stands in the file, for the line above it; empty where that says nothing."""
    words = [
        quoted(block.file),
        wording.PART[block.part] if block.part != "body" else "",
        format_html(_("工作表 {sheet}"), sheet=quoted(block.sheet)) if block.sheet else "",
        _("第 {n} 页").format(n=block.page) if block.page else "",
    ]
    return format_html_join(" · ", "{}", ((word,) for word in words if word))


@register.filter
def where(place: Place) -> SafeString:
    """Where a citation stands, in the words of the file's own kind."""
    return format_html_join(" · ", "{}", ((word,) for word in _places(place) if word))


def _places(place: Place) -> Iterator[SafeString | str]:
    yield quoted(place.file)
    yield str(wording.PART[place.part]) if place.part != "body" else ""
    yield format_html(_("工作表 {sheet}"), sheet=quoted(place.sheet)) if place.sheet else ""
    yield _("第 {n} 页").format(n=place.page) if place.page else ""
    yield _("单元格 {cell}").format(cell=place.cell) if place.cell else ""
    if place.paragraph and not place.cell:
        yield _("第 {n} 段").format(n=place.paragraph)


@register.filter
def asked_number(line: CheckedLine) -> SafeString:
    """The number as it was read, where that differs from what is printed."""
    read = str(line.asked.number) if line.asked.number else ""
    return number(read) if read and read != line.asked.text else mark_safe("")


@register.filter
def step_about(step: Step) -> str:
    """What is said of a successor beside its number and its day."""
    words = []
    if step.renumbered:
        words.append(_("编号变更"))
    elif step.extent is not None:
        words.append(_("部分代替") if step.extent == Extent.PARTLY else _("全部代替"))
    if step.inferred:
        words.append(_("按较新版本推定，没有来源写明"))
    return _("，").join(words)
