"""Read a policy text: the parts one after the other, each from what the parts before found."""

from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.value import PolicyReading


def read(text: str) -> PolicyReading:
    """What a policy text says; whatever the text, there is an answer with diagnostics."""
    layout = lay_out(text)
    return PolicyReading(text=text, document=layout.document, outline=layout.headings)
