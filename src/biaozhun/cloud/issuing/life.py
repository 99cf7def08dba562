"""The life cycles of an approval, an announcement and a filing, as tables.

Roles of an approval: ``post`` holds the post whose turn it is, by right or by delegation;
``clerk`` is the officer in charge, who opens notices and enters minutes. Of an announcement:
``authority`` is an officer of who announces, ``director`` signs. Of a filing: ``filer`` hands in,
``recipient`` takes it in or sends it back; what the nation answers the filer states.
"""

from typing import Final

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

POST: Final = frozenset({"post"})
CLERK: Final = frozenset({"clerk"})
AUTHORITY: Final = frozenset({"authority"})
DIRECTOR: Final = frozenset({"director"})
FILER: Final = frozenset({"filer"})
RECIPIENT: Final = frozenset({"recipient"})

NOTICE: Final = "notice"
COLLECTIVE: Final = "collective"


class ApprovalFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an approval.

    Attributes:
        reason: the opinion, or why it goes back.
        step: the step whose turn it is.
        drafted: the person, or in whose stead they act, is of the team or of a drafting unit.
        acted: one of the two, or somebody in their stead, has acted in this chain already.
        missing: kinds of materials that do not lie on the project.
        unchecked: materials the officer in charge has not confirmed.
        has_power: the authority may issue this standard today.
        is_notice_open: the notice before approval was published.
        is_notice_over: its last day is over.
        notice_days: whole days between its first and its last day.
        open_objections: objections without an answer.
        has_meeting: number and day of the minutes are given, the day not to come.
    """

    reason: str = ""
    step: str = ""
    drafted: bool = False
    acted: bool = False
    missing: tuple[str, ...] = ()
    unchecked: bool = False
    has_power: bool = False
    is_notice_open: bool = False
    is_notice_over: bool = False
    notice_days: int = 0
    open_objections: int = 0
    has_meeting: bool = False


_REASON = Guard[ApprovalFacts]("reason_missing", lambda facts: bool(facts.reason.strip()))
_NOT_OWN = Guard[ApprovalFacts]("own_draft", lambda facts: not facts.drafted)
_ONCE = Guard[ApprovalFacts]("acted_before", lambda facts: not facts.acted)
_COMPLETE = Guard[ApprovalFacts]("materials_missing", lambda facts: not facts.missing)
_CHECKED = Guard[ApprovalFacts]("materials_unchecked", lambda facts: not facts.unchecked)
_POWER = Guard[ApprovalFacts]("no_issuing_power", lambda facts: facts.has_power)
_ANSWERED = Guard[ApprovalFacts]("open_objections", lambda facts: facts.open_objections == 0)
_BY_POST = Guard[ApprovalFacts]("not_a_post", lambda facts: facts.step not in {NOTICE, COLLECTIVE})

APPROVAL: Final = Machine[ApprovalFacts](
    name="issuing.approval",
    initial="running",
    transitions=(
        Transition(
            action="agree",
            sources=("running",),
            target="running",
            roles=POST,
            guards=(_BY_POST, _NOT_OWN, _ONCE, _COMPLETE, _CHECKED),
            visibility=Visibility.INTERNAL,
        ),
        Transition(
            action="open_notice",
            sources=("running",),
            target="running",
            roles=CLERK,
            guards=(
                Guard("not_the_notice", lambda facts: facts.step == NOTICE),
                Guard("notice_open", lambda facts: not facts.is_notice_open),
                Guard("notice_without_days", lambda facts: facts.notice_days > 0),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="close_notice",
            sources=("running",),
            target="running",
            roles=CLERK,
            guards=(
                Guard("not_the_notice", lambda facts: facts.step == NOTICE),
                Guard("notice_not_over", lambda facts: facts.is_notice_over),
                _ANSWERED,
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="minute",
            sources=("running",),
            target="running",
            roles=CLERK,
            guards=(
                Guard("not_the_meeting", lambda facts: facts.step == COLLECTIVE),
                Guard("meeting_missing", lambda facts: facts.has_meeting),
            ),
            visibility=Visibility.INTERNAL,
        ),
        Transition(
            action="complete",
            sources=("running",),
            target="completed",
            roles=POST,
            guards=(_NOT_OWN, _ONCE, _COMPLETE, _POWER, _ANSWERED),
            visibility=Visibility.PUBLIC,
            basis="标准化法第十三条",
        ),
        Transition(
            action="return",
            sources=("running",),
            target="returned",
            roles=POST | CLERK,
            guards=(_REASON, _NOT_OWN),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="cancel",
            sources=("running",),
            target="cancelled",
            roles=CLERK,
            guards=(_REASON,),
            visibility=Visibility.INTERNAL,
        ),
    ),
)


class AnnouncementFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an announcement.

    Attributes:
        reason: why it is taken back.
        rows: how many standards it lists.
        bad_rows: how many of them cannot be announced.
        has_day: its day is set.
        is_to_come: its day lies after the day of the step.
    """

    reason: str = ""
    rows: int = 0
    bad_rows: int = 0
    has_day: bool = False
    is_to_come: bool = False


_WHY = Guard[AnnouncementFacts]("reason_missing", lambda facts: bool(facts.reason.strip()))
_LISTS = Guard[AnnouncementFacts]("no_rows", lambda facts: facts.rows > 0)
_DAY = Guard[AnnouncementFacts]("day_missing", lambda facts: facts.has_day)
_GOOD = Guard[AnnouncementFacts]("rows_refused", lambda facts: facts.bad_rows == 0)
_NOT_EARLY = Guard[AnnouncementFacts]("day_to_come", lambda facts: not facts.is_to_come)

ANNOUNCEMENT: Final = Machine[AnnouncementFacts](
    name="issuing.announcement",
    initial="draft",
    transitions=(
        Transition(
            action="sign",
            sources=("draft",),
            target="signed",
            roles=DIRECTOR,
            guards=(_LISTS, _DAY, _GOOD),
            visibility=Visibility.INTERNAL,
        ),
        Transition(
            action="reopen",
            sources=("signed",),
            target="draft",
            roles=AUTHORITY,
            guards=(_WHY,),
            visibility=Visibility.INTERNAL,
        ),
        Transition(
            action="issue",
            sources=("signed",),
            target="issued",
            roles=AUTHORITY,
            guards=(_LISTS, _NOT_EARLY, _GOOD),
            visibility=Visibility.PUBLIC,
            basis="标准化法第十三条",
        ),
        Transition(
            action="withdraw",
            sources=("draft", "signed"),
            target="withdrawn",
            roles=AUTHORITY,
            guards=(_WHY,),
            visibility=Visibility.INTERNAL,
        ),
    ),
)


class FilingFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a filing.

    Attributes:
        reason: why it goes back.
        number: the filing number given.
        has_text: the text of the standard goes with it.
    """

    reason: str = ""
    number: str = ""
    has_text: bool = False


FILING: Final = Machine[FilingFacts](
    name="issuing.filing",
    initial="prepared",
    transitions=(
        Transition(
            action="submit",
            sources=("prepared", "returned"),
            target="submitted",
            roles=FILER,
            guards=(Guard("text_missing", lambda facts: facts.has_text),),
            visibility=Visibility.PUBLIC,
            basis="标准化法第十三条",
        ),
        Transition(
            action="accept",
            sources=("submitted",),
            target="accepted",
            roles=RECIPIENT,
            guards=(Guard("number_missing", lambda facts: bool(facts.number.strip())),),
            visibility=Visibility.PUBLIC,
            basis="标准化法第十三条",
        ),
        Transition(
            action="send_back",
            sources=("submitted",),
            target="returned",
            roles=RECIPIENT,
            guards=(Guard("reason_missing", lambda facts: bool(facts.reason.strip())),),
            visibility=Visibility.PARTIES,
        ),
    ),
)
