"""What a form of the desk is bound to."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict


def sent(
    request: HttpRequest,
) -> tuple[QueryDict | None, "MultiValueDict[str, UploadedFile[Any]] | None"]:
    """The fields and files that were sent; nothing where the page is only read."""
    if request.method != "POST":
        return None, None
    return request.POST, request.FILES
