"""What the actions of the slice refuse that is no step of a life cycle."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class DraftingRefusedError(BiaozhunError):
    """Something that may not be done to a project as it stands.

    Codes: ``file_empty``, ``file_too_large``, ``file_wrong_kind``, ``file_not_what_it_says``,
    ``file_with_macros``, ``named_votes``, ``no_draft``,
    ``not_of_this_project``, ``ends_before_it_begins``, ``proceeding_over``, ``case_running``,
    ``unit_named_twice``, ``units_missing``, ``patent_not_refused``, ``handling_missing``,
    ``change_nothing``, ``change_unreadable``, ``change_waits``, ``procedure_by_channel``,
    ``project_closed``,
    ``project_over``, ``call_not_open``, ``milestone_twice``, ``title_missing``.
    """

    default_code: ClassVar[str] = "drafting_refused"
