"""Read a policy text: the parts one after the other, each from what the parts before found."""

from biaozhun.core.policy.value import PolicyDocument, PolicyReading


def read(text: str) -> PolicyReading:
    """What a policy text says; whatever the text, there is an answer with diagnostics."""
    return PolicyReading(text=text, document=PolicyDocument())
