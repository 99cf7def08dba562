"""Counting what harvesters are given, by day and by how they name themselves."""

import datetime as dt
import re

from django.db import transaction
from django.db.models import F

from biaozhun.cloud.exchange.models import Partner, ServedHarvest
from biaozhun.cloud.foundation.clock import today

UNNAMED = "unnamed"
_PRODUCT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")  # RFC 9110, 10.1.5, without its version


def product_of(user_agent: str) -> str:
    """The name of the program that asks; its version and what people write behind it are left."""
    found = _PRODUCT.match(user_agent.strip())
    return found[0] if found else UNNAMED


def count_served(user_agent: str, *, prefix: str, records: int, size: int) -> None:
    """Add an answer with records to the day's count of its harvester."""
    agent, day = product_of(user_agent), today()
    with transaction.atomic():
        counted = _add(day, agent, prefix=prefix, records=records, size=size)
        if not counted:
            ServedHarvest.objects.get_or_create(
                day=day,
                agent=agent,
                prefix=prefix,
                defaults={"partner": Partner.objects.filter(user_agent=agent).first()},
            )
            _add(day, agent, prefix=prefix, records=records, size=size)


def _add(day: dt.date, agent: str, *, prefix: str, records: int, size: int) -> int:
    held = ServedHarvest.objects.filter(day=day, agent=agent, prefix=prefix)
    return held.update(
        requests=F("requests") + 1, records=F("records") + records, bytes=F("bytes") + size
    )
