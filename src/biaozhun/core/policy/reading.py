"""Read a policy text: the parts one after the other, each from what the parts before found."""

from biaozhun.core.policy import tasks as work
from biaozhun.core.policy.diagnostics import diagnose
from biaozhun.core.policy.goals import goals
from biaozhun.core.policy.layout import Layout, lay_out, lay_out_blocks
from biaozhun.core.policy.phases import phases, principles, safeguards
from biaozhun.core.policy.targets import targets
from biaozhun.core.policy.value import Diagnostic, PolicyReading, Task
from biaozhun.core.structure.blocks import BlockText


def read(text: str) -> PolicyReading:
    """What a policy text says; whatever the text, there is an answer with diagnostics."""
    return _read(lay_out(text))


def read_blocks(file: BlockText) -> PolicyReading:
    """What a file says, with its tables; offsets are those of its text."""
    return _read(lay_out_blocks(file))


def _read(layout: Layout) -> PolicyReading:
    tasks = work.tasks(layout)
    return PolicyReading(
        text=layout.text,
        document=layout.document,
        outline=layout.headings,
        tasks=tasks,
        targets=targets(layout),
        goals=goals(layout),
        phases=phases(layout),
        principles=principles(layout),
        safeguards=safeguards(layout),
        diagnostics=_diagnostics(layout, tasks),
    )


def _diagnostics(layout: Layout, tasks: tuple[Task, ...]) -> tuple[Diagnostic, ...]:
    """What every part leaves to a person, in the order of the text."""
    found = list(work.diagnostics(layout))
    known = [(one.code, one.start, one.end) for one in found]
    found += [one for one in diagnose(layout) if not _is_known(one, known)]
    if not tasks:
        hint = "enter the tasks by hand, or add the attachment that breaks them down"
        found.append(Diagnostic(code="no_tasks", start=0, end=0, fragment="", hint=hint))
    return tuple(sorted(found, key=lambda one: (one.start, one.code)))


def _is_known(one: Diagnostic, known: list[tuple[str, int, int]]) -> bool:
    """Whether a place was reported already, by the part that reads it closer."""
    return any(one.code == code and start <= one.start < end for code, start, end in known)
