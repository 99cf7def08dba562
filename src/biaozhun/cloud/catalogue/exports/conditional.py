"""Answers that are not sent again to who has them (RFC 9110, 13)."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]


def conditional(view: View[Asked]) -> View[Asked]:
    """Name every answer by its content, and leave it out where the reader has that content.

    The content depends on the day, the language, who asks and the state of the library; its own
    checksum is the one mark that follows from all of them. It saves the way, not the work.
    """

    @wraps(view)
    def answering(
        request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.MOVED_PERMANENTLY:
            response.headers.setdefault("Cache-Control", "no-cache")  # keepers may take it back
        if not isinstance(response, HttpResponse) or response.status_code != HTTPStatus.OK:
            return response
        etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        response.headers["ETag"] = etag
        response.headers.setdefault("Cache-Control", "no-cache")
        return get_conditional_response(request, etag=etag, response=response) or response

    return answering
