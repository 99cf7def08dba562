"""Too many wrong passwords: whom django-axes counts, and the page that says when to come back."""

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import cast

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from biaozhun.cloud.accounts.sign_in.address import client_address
from biaozhun.cloud.foundation.clock import now

LONGEST_NAME = 254  # characters; what stands in the form may be anything


def name_typed(request: HttpRequest, credentials: Mapping[str, object] | None = None) -> str:
    """The e-mail address that somebody tries, in the one spelling in which failures are counted."""
    given = credentials or {}
    typed = given.get("email") or given.get("username") or request.POST.get("login", "")
    return str(typed).replace("\x00", "").strip().lower()[:LONGEST_NAME]


def locked(
    request: HttpRequest,
    response: HttpResponse | None = None,  # noqa: ARG001  -- the form that django-axes calls
    credentials: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The page of an address that tried too often, with the minutes that are left (429)."""
    minutes = _minutes_left(name_typed(request, credentials), client_address(request))
    answer = render(
        request,
        "accounts/locked.html",
        {"minutes": minutes, "tries": settings.AXES_FAILURE_LIMIT},
        status=HTTPStatus.TOO_MANY_REQUESTS,
    )
    answer.headers["Retry-After"] = str(minutes * 60)
    return answer


def _minutes_left(name: str, address: str | None) -> int:
    """Whole minutes until the lock opens, at least one."""
    tried = AccessAttempt.objects.filter(username=name, ip_address=address)
    last = tried.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    opens = (last or now()) + settings.AXES_COOLOFF_TIME
    return max(1, math.ceil(cast(float, (opens - now()).total_seconds()) / 60))
