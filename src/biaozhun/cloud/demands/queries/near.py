"""What stands against a suggestion or is there already, as screening tells it."""

import structlog

from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.screening.queries.screening import Proposed, Screening, screen
from biaozhun.cloud.search.port import RebuildRequiredError

log = structlog.get_logger(__name__)


def near_to(
    proposed: Proposed, *besides: Demand | Suggestion | None, inside: bool = False
) -> Screening | None:
    """What is near to a standard that is wanted; nothing where there is no index to look in.

    Args:
        proposed: what is wanted.
        besides: the suggestion itself, and the demand it grew out of: not compared with.
        inside: an officer asks.
    """
    own = frozenset(case.case_subject for case in besides if case is not None)
    try:
        return screen(proposed, exclude=own, inside=inside)
    except RebuildRequiredError as error:
        log.warning("screening_without_index", reason=str(error))
        return None


def near_to_suggestion(suggestion: Suggestion, *, inside: bool = False) -> Screening | None:
    """The same of a suggestion as it was filed."""
    wanted = Proposed(title=suggestion.title, scope=suggestion.scope, ics=tuple(suggestion.ics))
    return near_to(wanted, suggestion, suggestion.demand, inside=inside)
