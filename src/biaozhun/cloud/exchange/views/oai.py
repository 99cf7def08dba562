"""The address at which harvesters ask (OAI-PMH 2.0)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from biaozhun.cloud.exchange.actions.installation import own_identifier
from biaozhun.cloud.exchange.actions.serving import count_served
from biaozhun.cloud.exchange.oai.answers import text_of
from biaozhun.cloud.exchange.oai.service import Service, answer
from biaozhun.cloud.foundation.clock import now

CONTENT_TYPE = "text/xml; charset=utf-8"  # section 3.1.2.1 of the protocol
NOBODY = "nobody@example.invalid"  # the protocol asks for an address, even where none is set


def _oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester; its arguments stand in the address or, by POST, in the body."""
    given = request.POST if request.method == "POST" else request.GET
    answered = answer(_service(request), [(k, v) for k, vs in given.lists() for v in vs])
    body = text_of(answered.root)
    if answered.records:
        agent = request.headers.get("User-Agent", "")
        count_served(agent, prefix=answered.prefix, records=answered.records, size=len(body))
    return HttpResponse(body, content_type=CONTENT_TYPE)


def _service(request: HttpRequest) -> Service:
    base = request.build_absolute_uri(reverse("exchange:oai"))
    return Service(
        name=settings.SITE_NAME,
        base=base,
        site=base.removesuffix(reverse("exchange:oai")),
        own=own_identifier(),
        mail=settings.CONTACT or NOBODY,
        schema=request.build_absolute_uri(reverse("exchange:statements_xsd")),
        now=now(),
    )


# Harvesters are programs and bring no token of a form. The protocol wants the same answers by
# POST; like GET it only reads, so a forged request could do nothing.
oai = csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(_oai))
oai.reads_by_post = True  # type: ignore[attr-defined]  # told to the test of all addresses
