"""What stands against a suggestion or is there already, as screening tells it."""

import structlog

from biaozhun.cloud.demands.models import Suggestion
from biaozhun.cloud.screening.queries.screening import Proposed, Screening, screen
from biaozhun.cloud.search.port import RebuildRequiredError

log = structlog.get_logger(__name__)


def near_to(
    proposed: Proposed, *, besides: Suggestion | None = None, inside: bool = False
) -> Screening | None:
    """What is near to a standard that is wanted; nothing where there is no index to look in.

    Args:
        proposed: what is wanted.
        besides: the suggestion itself, and the demand it grew out of: not compared with.
        inside: an officer asks.
    """
    try:
        return screen(proposed, exclude=_own(besides), inside=inside)
    except RebuildRequiredError as error:
        log.warning("screening_without_index", reason=str(error))
        return None


def proposed_by(suggestion: Suggestion) -> Proposed:
    """What a suggestion wants."""
    return Proposed(
        title=suggestion.title, scope=suggestion.scope, ics=tuple(suggestion.ics), text=""
    )


def _own(suggestion: Suggestion | None) -> frozenset[str]:
    if suggestion is None:
        return frozenset()
    demand = [suggestion.demand.case_subject] if suggestion.demand is not None else []
    return frozenset((suggestion.case_subject, *demand))
