"""Where a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The network address of who asks, as far as it can be trusted.

    Behind a proxy (``BIAOZHUN_BEHIND_PROXY``) it is the one that the proxy itself saw: the last of
    ``X-Forwarded-For``; what stands before it anybody may have written.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", told).rpartition(",")[2]
    try:
        return str(ipaddress.ip_address(told.strip()))
    except ValueError:
        return None
