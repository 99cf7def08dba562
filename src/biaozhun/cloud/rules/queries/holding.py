"""The rules that hold for an authority on a day."""

import datetime as dt

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.core.lifecycle import Applied


def rules_for(
    authority: Organisation | None, *, procedure: str = "normal", on: dt.date
) -> dict[str, Applied]:
    """The rules that hold for an authority on a day, by their ids.

    Args:
        authority: whose region; ``None`` for the nation.
        procedure: normal, priority or emergency.
        on: the day.
    """
    return {}
