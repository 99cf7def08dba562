"""Days of the invented history as instants."""

import datetime as dt


def moment(day: dt.date, minutes: int = 0) -> dt.datetime:
    """Half past nine of a day in China, and so many minutes later; aware, in UTC."""
    morning = dt.datetime.combine(day, dt.time(1, 30), tzinfo=dt.UTC)
    return morning + dt.timedelta(minutes=minutes)
