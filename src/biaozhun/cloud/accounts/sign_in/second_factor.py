"""Turning the second factor on, where one press of a button may come twice at once."""

from collections.abc import Callable
from http import HTTPMethod

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

View = Callable[[HttpRequest], HttpResponseBase]


def done_once(view: View) -> View:
    """Let the database decide which of two that come together acts.

    allauth looks first and writes then; an account has one factor of a kind. The second finds the
    page of what the first has done.
    """

    def guarded(request: HttpRequest) -> HttpResponseBase:
        if request.method != HTTPMethod.POST:
            return view(request)
        try:
            with transaction.atomic():
                return view(request)
        except IntegrityError:
            return redirect("mfa_index")

    return guarded
