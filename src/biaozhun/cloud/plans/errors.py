"""Why something about a plan is refused."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class PlanRefusedError(BiaozhunError):
    """A text, a correction or a step that is not taken; nothing has changed.

    Codes: see :data:`biaozhun.cloud.plans.wording.refusals.REFUSAL`.
    """

    default_code: ClassVar[str] = "plan_refused"


class AlreadyHereError(PlanRefusedError):
    """The same text is there already.

    Attributes:
        plan: its id.
    """

    default_code: ClassVar[str] = "already_here"

    def __init__(self, plan: int) -> None:
        super().__init__("The same text is there already")
        self.plan = plan


class ChangedMeanwhileError(PlanRefusedError):
    """Somebody else changed the record after the form was drawn."""

    default_code: ClassVar[str] = "changed_meanwhile"

    def __init__(self) -> None:
        super().__init__("Somebody else changed it", hint="compare and send it again")
