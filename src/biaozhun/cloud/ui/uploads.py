"""How large a file a page takes, seen to while the file comes in and not behind it.

What the head of the request says counts first, before a byte is read; what comes is counted as
well. A view says how much it takes::

    @takes_files(up_to=settings.UPLOAD_LIMIT)
    @takes_form
    def uploads(request): ...

Who is not signed in sends no large file, but to a page that says how much it takes from anybody.
"""

from collections.abc import Callable, Mapping
from typing import Any, ParamSpec

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http.response import HttpResponseBase

Asked = ParamSpec("Asked")
FORM = 1024 * 1024  # bytes: the fields of a form beside its file, and what stands between them


class UploadTooLargeError(RequestDataTooBig):
    """More comes in than the page takes; ``limit`` is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes are sent")
        self.limit = limit


def takes_files(
    *, up_to: int, from_anybody: int = 0
) -> Callable[[Callable[Asked, HttpResponseBase]], Callable[Asked, HttpResponseBase]]:
    """Let a view take files of together so many bytes.

    Args:
        up_to: from people who are signed in.
        from_anybody: from everybody else; what any form may have where it is not said.
    """

    def declared(view: Callable[Asked, HttpResponseBase]) -> Callable[Asked, HttpResponseBase]:
        view.upload_limit = up_to  # type: ignore[attr-defined]  # told to the handler below
        view.upload_limit_of_anybody = from_anybody  # type: ignore[attr-defined]  # likewise
        return view

    return declared


class LimitedUploads(FileUploadHandler):
    """Stands before the handlers that keep files and stops what is too large.

    A page that says nothing, and anybody who is not signed in where a page does not name them, has
    what any other form may have.
    """

    _left = 0
    _limit = 0

    def handle_raw_input(
        self,
        input_data: object,  # noqa: ARG002  -- Django's own parameters, here and below
        META: Mapping[str, Any],  # noqa: ARG002, N803
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Refuse by the length the request tells.

        Raises:
            UploadTooLargeError: it tells more than the page takes.
        """
        self._limit = self._left = self._limit_of_the_page()
        if content_length > self._limit + FORM:
            raise UploadTooLargeError(self._limit)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Hand on what has come, as long as it is not too much.

        Raises:
            UploadTooLargeError: it is.
        """
        self._left -= len(raw_data)
        if self._left < 0:
            raise UploadTooLargeError(self._limit)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep the file."""

    def _limit_of_the_page(self) -> int:
        request = self.request
        found = getattr(request, "resolver_match", None) if request else None
        if found is None or not getattr(found.func, "upload_limit", 0):
            return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        is_known = getattr(getattr(request, "user", None), "is_authenticated", False)
        declared = found.func.upload_limit if is_known else found.func.upload_limit_of_anybody
        return int(declared or settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
