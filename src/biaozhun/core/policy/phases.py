"""Phases, principles and safeguards: sections of a policy known by their headings."""

import re
from typing import Final

from biaozhun.core.policy.deadlines import reckoning
from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.periods import Period, periods
from biaozhun.core.policy.value import Heading, Phase, Statement
from biaozhun.core.text.folding import fold

_SCHEDULE: Final = pattern(
    r"(?:实施|工作|推进|方法|时间|创建|整治|行动|活动|任务|具体)?(?:步骤|进度)"
    r"|(?:时间|进度|阶段|步骤|工作|实施|推进|行动)安排|(?:实施|工作|推进)阶段$|阶段任务"
)
_NUMBERED: Final = pattern(r"第[一二三四五六七八\d]{1,2}阶段")
_PHASE: Final = pattern(r"阶段(?:$|[(:,])|第[一二三四五六七八\d]{1,2}阶段")
_PRINCIPLES: Final = pattern(r"原则(?:$|[(和与及])|推进策略|工作方针")
_SAFEGUARDS: Final = pattern(
    r"保障(?:措施|机制)|(?<!社会)(?<!医疗)(?<!服务)保障体系$|(?:组织|政策|实施|工作|制度|措施)保障|(?:强化|加强|完善|健全)保障$|^保障$"
    r"|组织(?:实施|领导|落实)|(?:工作|有关|相关|实施)要求$|(?:抓好|狠抓|强化|加强)(?:贯彻|工作)?落实"
)
_RUN_IN: Final = pattern(r"(?P<title>[^。:;]{2,30})[。:]")
_DAYS: Final = re.compile(r"\s*[(（〔\[][^()（）]*\d[^()（）]*[)）〕\]]$")
_DEEPEST: Final = 2  # level of a heading over safeguards; 加强组织领导 further down is one of them
_HEAD: Final = 60  # characters of a phase in which its period stands


def names_phase(folded: str) -> bool:
    """Whether a folded title is that of a phase: 启动阶段, 第一阶段."""
    return _PHASE.search(folded) is not None


def phases(layout: Layout) -> tuple[Phase, ...]:
    """The stages in which the policy is carried out, in the order of the text."""
    found: list[Phase] = []
    until = 0
    for place, heading in enumerate(layout.headings):
        title = fold(heading.title)
        if heading.start < until:
            continue
        children = layout.children(place)
        if _SCHEDULE.search(title):
            until = heading.section_end
            named = [child for child in children if _is_stage(layout, child)]
            found += [_stage(layout, child) for child in named]
            if not named:
                found += [one for body in layout.below(place) for one in _stages_in(layout, body)]
        elif names_phase(title) and _is_stage(layout, place):
            until = heading.section_end
            found.append(_stage(layout, place))
    return tuple(found)


def _is_stage(layout: Layout, place: int) -> bool:
    """Whether a heading stands over a phase: it says so, or names its period."""
    heading = layout.headings[place]
    return names_phase(fold(heading.title)) or _period(layout, place) is not None


def _period(layout: Layout, place: int) -> Period | None:
    """The period of a heading's title, else of the first words below it."""
    heading = layout.headings[place]
    bodies = layout.below(place)
    for text in (fold(heading.title), bodies[0].folded[:_HEAD] if bodies else ""):
        found = _first_period(layout, text)
        if found is not None:
            return found
    return None


def _first_period(layout: Layout, folded: str) -> Period | None:
    return next(periods(folded, reckoning(layout.document)), None)


def _stage(layout: Layout, place: int) -> Phase:
    heading = layout.headings[place]
    bodies = layout.below(place)
    period = _period(layout, place)
    return Phase(
        title=_DAYS.sub("", heading.title)
        or (_first_words(bodies[0]) if bodies else heading.label),
        since=period.since if period else None,
        until=period.until if period and not period.open else None,
        text="\n".join(body.text for body in bodies),
        start=heading.start,
        end=_end(heading, bodies),
    )


def _stages_in(layout: Layout, body: Passage) -> list[Phase]:
    """The phases told in one paragraph: 第一阶段…;第二阶段…, or one that begins with its period."""
    starts = [found.start() for found in _NUMBERED.finditer(body.folded)]
    if not starts:
        first = _first_period(layout, body.folded[:_HEAD])
        return [_told(layout, body)] if first is not None and first.start < _HEAD // 2 else []
    edges = [*starts, len(body.text)]
    pieces = [body.cut(edges[at], edges[at + 1]) for at in range(len(starts))]
    return [_told(layout, piece.stripped()) for piece in pieces]


def _told(layout: Layout, piece: Passage) -> Phase:
    period = _first_period(layout, piece.folded[:_HEAD])
    start, end = piece.span(0, len(piece.text))
    return Phase(
        title=_first_words(piece),
        since=period.since if period else None,
        until=period.until if period and not period.open else None,
        text=piece.text,
        start=start,
        end=end,
    )


def _first_words(piece: Passage) -> str:
    """The words up to the first mark."""
    words = _RUN_IN.match(piece.folded) or re.match(r"[^,。:;]{1,30}", piece.folded)
    return _DAYS.sub("", piece.text[: words.end()].rstrip("。：:；;，, ")) if words else ""


def principles(layout: Layout) -> tuple[Statement, ...]:
    """What stands under 基本原则 and the like."""
    return _statements(layout, _PRINCIPLES, deepest=len(layout.headings))


def safeguards(layout: Layout) -> tuple[Statement, ...]:
    """What stands under 保障措施 and the like."""
    return _statements(layout, _SAFEGUARDS, deepest=_DEEPEST)


def _statements(layout: Layout, topic: re.Pattern[str], *, deepest: int) -> tuple[Statement, ...]:
    """What stands under the headings of a topic, one statement a heading or paragraph."""
    found: list[Statement] = []
    until = 0
    for place, heading in enumerate(layout.headings):
        if heading.start < until or heading.level > deepest:
            continue
        if topic.search(fold(heading.title)):
            until = heading.section_end
            found += _under(layout, place)
    return tuple(found)


def _under(layout: Layout, place: int) -> list[Statement]:
    """The statements under one heading."""
    children = layout.children(place)
    if not children:
        return [_paragraph(body) for body in layout.below(place)]
    return [
        Statement(
            title=heading.title,
            text="\n".join(body.text for body in bodies),
            start=heading.start,
            end=_end(heading, bodies),
        )
        for heading, bodies in ((layout.headings[at], layout.below(at)) for at in children)
    ]


def _paragraph(body: Passage) -> Statement:
    """A paragraph as a statement; a short first sentence is its title."""
    run_in = _RUN_IN.match(body.folded)
    behind = run_in.end() if run_in and run_in.end() < len(body.text) else 0
    start, end = body.span(0, len(body.text))
    return Statement(
        title=body.text[: run_in.end("title")] if run_in and behind else "",
        text=body.text[behind:].strip(),
        start=start,
        end=end,
    )


def _end(heading: Heading, bodies: list[Passage]) -> int:
    return bodies[-1].end if bodies else heading.end
