"""Everything the page of an approval shows."""

import datetime as dt

import msgspec

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.issuing.actions.approving import NOTHING, facts_of
from biaozhun.cloud.issuing.life import APPROVAL, ApprovalFacts
from biaozhun.cloud.issuing.models import Approval, ApprovalSettings, ApprovalStep, Objection
from biaozhun.cloud.issuing.queries.materials import CUSTOMARY, REQUIRED
from biaozhun.cloud.issuing.queries.posts import approval_roles
from biaozhun.core.lifecycle import open_actions


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of paper and its newest version, if it lies on the project."""

    kind: str
    document: ProjectDocument | None
    required: bool
    confirmed: bool


class ChainStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the chain: over with what was decided, open now, or still to come."""

    code: str
    state: str  # done, now, ahead
    taken: tuple[ApprovalStep, ...]


class ApprovalPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of an approval shows."""

    approval: Approval
    chain: tuple[ChainStep, ...]
    papers: tuple[Paper, ...]
    objections: tuple[Objection, ...]
    actions: tuple[str, ...]
    facts: ApprovalFacts
    notice_until: dt.date
    is_clerk: bool

    @property
    def others(self) -> tuple[ApprovalStep, ...]:
        """What was decided and belongs to no step that is over: where it was sent back."""
        return tuple(one for step in self.chain for one in step.taken if one.decision == "return")


_OF_POSTS = frozenset({"agree", "complete"})


def approval_page(approval: Approval, person: Person, on: dt.date) -> ApprovalPage:
    """The page as somebody sees it on a day; a constant number of questions."""
    roles = approval_roles(person, approval, on)
    switched = ApprovalSettings.objects.filter(organisation=approval.project.authority_id).first()
    days = (switched or ApprovalSettings()).notice_days
    return ApprovalPage(
        approval=approval,
        chain=_chain(approval),
        papers=_papers(approval),
        objections=tuple(approval.objections.select_related("answered_by")),
        actions=_offered(approval, roles),
        facts=facts_of(approval, NOTHING, actor=person, on=on),
        notice_until=on + dt.timedelta(days=days),
        is_clerk="clerk" in roles,
    )


def _offered(approval: Approval, roles: frozenset[str]) -> tuple[str, ...]:
    """What the page offers: of what the roles may, that which fits the step."""
    fitting = {"return", "cancel"}
    if approval.step == "notice":
        fitting.add("close_notice" if approval.notice_began else "open_notice")
    elif approval.step == "collective":
        fitting.add("minute")
    else:
        fitting.add("complete" if approval.is_last else "agree")
    open_ = open_actions(APPROVAL, state=approval.state, roles=roles)
    return tuple(action for action in open_ if action in fitting)


def _chain(approval: Approval) -> tuple[ChainStep, ...]:
    taken = list(approval.taken.select_related("person", "instead_of__person"))
    ended = approval.state != "running"
    return tuple(
        ChainStep(
            code=code,
            state=_where(place, approval.position, ended=ended, state=approval.state),
            taken=tuple(one for one in taken if one.position == place),
        )
        for place, code in enumerate(approval.steps)
    )


def _where(place: int, position: int, *, ended: bool, state: str) -> str:
    if place < position or state == "completed":
        return "done"
    return "now" if place == position and not ended else "ahead"


def _papers(approval: Approval) -> tuple[Paper, ...]:
    newest: dict[str, ProjectDocument] = {}
    for one in approval.project.documents.order_by("version"):
        newest[one.kind] = one
    return tuple(
        Paper(
            kind=str(kind),
            document=newest.get(kind),
            required=kind in REQUIRED,
            confirmed=str(kind) in approval.materials,
        )
        for kind in (*REQUIRED, *CUSTOMARY)
        if kind in REQUIRED or kind in newest
    )
