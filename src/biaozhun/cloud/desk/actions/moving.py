"""The ways of an upload: which verb leads from where to where, and nobody else moves one."""

from types import MappingProxyType
from typing import Final

from biaozhun.cloud.desk.models import Upload
from biaozhun.core.errors import BiaozhunError

State = Upload.State

WAYS: Final = MappingProxyType(
    {
        "map": ({State.UNMAPPED, State.READY, State.CHECKED, State.REFUSED}, State.READY),
        "check": ({State.READY, State.CHECKED, State.REFUSED}, State.CHECKING),
        "stop_check": ({State.CHECKING}, State.READY),
        "have_checked": ({State.CHECKING}, State.CHECKED),
        "run": ({State.CHECKED}, State.RUNNING),
        "interrupt": ({State.RUNNING}, State.INTERRUPTED),
        "go_on": ({State.INTERRUPTED}, State.RUNNING),
        "finish": ({State.RUNNING}, State.DONE),
        "refuse_check": ({State.CHECKING}, State.REFUSED),
        "refuse_run": ({State.RUNNING}, State.REFUSED),
    }
)
DISCARDABLE: Final = (State.UNMAPPED, State.READY, State.CHECKED, State.REFUSED)


class NotPossibleNowError(BiaozhunError):
    """The upload is not where this can be done; somebody may have been quicker."""

    default_code = "upload_state"


def move(upload: Upload, verb: str, **facts: object) -> None:
    """Move an upload on, whatever else is asked of it at the same moment.

    Args:
        upload: as it was read; its state is brought up to date.
        verb: one of :data:`WAYS`.
        facts: fields written with the state.

    Raises:
        NotPossibleNowError: it is in a state from which the verb does not lead, or its file was
            removed because of its age.
    """
    origins, target = WAYS[verb]
    held = Upload.objects.filter(id=upload.id, state__in=origins, removed=None)
    moved = held.update(state=target, **facts)
    if not moved:
        raise NotPossibleNowError(
            "the upload is not in a state for this", fragment=verb, hint="load its page again"
        )
    upload.refresh_from_db()
