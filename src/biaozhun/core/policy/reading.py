"""Read a policy text: the parts one after the other, each from what the parts before found."""

from biaozhun.core.policy.diagnostics import diagnose
from biaozhun.core.policy.layout import Layout, lay_out
from biaozhun.core.policy.phases import phases, principles, safeguards
from biaozhun.core.policy.value import PolicyReading


def read(text: str) -> PolicyReading:
    """What a policy text says; whatever the text, there is an answer with diagnostics."""
    return _read(lay_out(text))


def _read(layout: Layout) -> PolicyReading:
    return PolicyReading(
        text=layout.text,
        document=layout.document,
        outline=layout.headings,
        phases=phases(layout),
        principles=principles(layout),
        safeguards=safeguards(layout),
        diagnostics=diagnose(layout),
    )
