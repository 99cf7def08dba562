"""Sealed scans on the pages of other slices.

A slice has addresses of its own for the form that brings a scan, for the file and for taking one
away; its views ask who may, and then::

    error = scan_received(request, subject=case_subject(case), form_name="proposals.application")
    return scan_answer(scan_of(pk, subject))

Its page includes ``form_templates/sealed.html`` with ``sealed=sealed_panel(...)``.
"""

from collections.abc import Sequence

import msgspec
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import person_of, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.form_templates.actions.seals import keep_scan, remove_scan
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.forms import ScanForm
from biaozhun.cloud.form_templates.models import SealedCopy
from biaozhun.cloud.form_templates.queries.sealed import sealed_copies
from biaozhun.cloud.form_templates.registry import FORMS
from biaozhun.cloud.form_templates.wording import refusal
from biaozhun.cloud.foundation.clock import now


class ScanLine(msgspec.Struct, frozen=True):
    """A scan, what its form is called, and where its file is."""

    copy: SealedCopy
    form: str
    address: str


class SealedPanel(msgspec.Struct, frozen=True, kw_only=True):
    """What the fragment shows.

    Attributes:
        lines: the scans.
        form: to bring one; ``None`` for those who may not.
        address: where the form goes.
    """

    lines: Sequence[ScanLine]
    form: ScanForm | None
    address: str


def sealed_panel(
    subject: str, *, form_name: str, files: str, address: str = "", form: ScanForm | None = None
) -> SealedPanel:
    """The scans of a form for a case, and the form to bring one.

    Args:
        subject: the case.
        form_name: the form.
        files: address of a file, with ``{pk}`` where its number stands.
        address: where a new scan is sent; empty for those who may not.
        form: as it was sent, where it had errors.
    """
    lines = [
        ScanLine(
            one, str(FORMS[one.form].words) if one.form in FORMS else "", files.format(pk=one.pk)
        )
        for one in sealed_copies(subject, form_name)
    ]
    return SealedPanel(lines=lines, form=(form or ScanForm()) if address else None, address=address)


def scan_received(request: HttpRequest, *, subject: str, form_name: str) -> ScanForm | None:
    """Keep the scan that a request brings; the form with its errors where it cannot be kept."""
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return form
    file = form.cleaned_data["scan"]
    try:
        keep_scan(
            subject,
            form_name,
            (file.name or "", file.read()),
            day=form.cleaned_data["day"],
            actor=person_of(request),
            at=now(),
        )
    except TemplateRefusedError as error:
        form.add_error("day" if error.code == "day_to_come" else "scan", refusal(error))
        return form
    return None


def scan_of(pk: int, subject: str) -> SealedCopy:
    """A scan of a case.

    Raises:
        Http404: the case has none with this number.
    """
    found = SealedCopy.objects.filter(pk=min(pk, LARGEST_ID), subject=subject).first()
    if found is None:
        raise Http404(_("没有这份扫描件。"))
    return found


def scan_removed(request: HttpRequest, pk: int, *, subject: str) -> str:
    """Take a scan away from its case; why not, where it cannot be done, else nothing.

    Raises:
        Http404: the case has none with this number.
        PermissionDenied: nobody is signed in.
    """
    found = scan_of(pk, subject)
    try:
        remove_scan(found.pk, subject, request.POST.get("reason", ""), actor=signed_in(request))
    except TemplateRefusedError as error:
        return refusal(error)
    return ""
