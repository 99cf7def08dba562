"""What no standard sets: that it is mandatory, licences, fees, prizes, qualifications.

The words are those of :mod:`biaozhun.core.screening`, by which proposals are screened.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from biaozhun.core.screening import scope_findings
from biaozhun.core.structure.drafts.finding import LONGEST_FRAGMENT, DraftFinding
from biaozhun.core.structure.drafts.provisions import Provision
from biaozhun.core.structure.drafts.tree import NodeKind

_CODES: Final[dict[str, tuple[str, Literal["error", "weigh"]]]] = {
    "calls_mandatory": ("calls_itself_mandatory", "error"),
    "licence": ("sets_licence", "error"),
    "fee": ("sets_fee", "error"),
    "award": ("sets_prize", "error"),
    "certification": ("sets_certification", "error"),
    "person_qualification": ("sets_qualification", "weigh"),
}
_SETTING: Final = frozenset(
    {NodeKind.FOREWORD, NodeKind.SCOPE, NodeKind.CHAPTER, NodeKind.ANNEX, NodeKind.INTRODUCTION}
)


def bound_findings(found: Sequence[Provision]) -> Iterator[DraftFinding]:
    """Sentences that go beyond what a standard may set."""
    for provision in found:
        if provision.element not in _SETTING:
            continue
        for one in scope_findings("", "", provision.text):
            if one.code in _CODES:
                code, weight = _CODES[one.code]
                yield DraftFinding(
                    code=code,
                    node=provision.node,
                    start=provision.start + one.start,
                    end=provision.start + one.end,
                    fragment=provision.text.strip()[:LONGEST_FRAGMENT],
                    weight=weight,
                )
