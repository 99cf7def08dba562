"""The forms that slices can fill, by name.

A slice registers its forms in its ``paper_forms.py``. A form is filled from a template of the
region: a Word file with named fields, for example ``{{ 项目名称 }}``, and rows that repeat,
``{%tr for 意见 in 意见表 %}`` … ``{%tr endfor %}``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from biaozhun.cloud.accounts.models import Person
from biaozhun.documents.reports.official import OfficialPaper


class FormField(msgspec.Struct, frozen=True, kw_only=True):
    """A named field of a form.

    Attributes:
        name: as it stands in the template, in Chinese, a valid identifier.
        sample: what stands there in the preview without a case.
        rows: the fields of each row, where it repeats.
    """

    name: str
    sample: str = ""
    rows: "tuple[FormField, ...]" = ()


class PaperForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form that can be filled from a case.

    Attributes:
        name: ``slice.form``, for example ``proposals.application``.
        words: what it is called on pages.
        title: what is printed over the default template, in Chinese.
        fields: what a template may name.
        values: what stands in the fields for a case, by its key; text, or rows of text.
        has_seal: whether a place for the seal stands at its foot.
        may: whether somebody may see the form of a case, by its key; without it no case is offered
            for a preview. Pages of other slices ask their own permissions before they fill a form.
        may_seal: whether somebody may bring the sealed scan of a case; without it the authority's
            operators, of the cases they may see.
        paper: the default template of a letter or an announcement, with tags in its texts; without
            it the fields stand in a table.
        recent: cases that somebody may choose for a preview: key and what it is called.
    """

    name: str
    words: str | Promise
    title: str
    fields: tuple[FormField, ...]
    values: Callable[[int], Mapping[str, Any]]
    has_seal: bool = True
    paper: OfficialPaper | None = None
    may: Callable[[Person, int], bool] | None = None
    may_seal: Callable[[Person, int], bool] | None = None
    recent: Callable[[Person], Sequence[tuple[int, str]]] | None = None


_registered: Final[dict[str, PaperForm]] = {}


def register(*forms: PaperForm) -> None:
    """Let the region have templates for these forms.

    Raises:
        ValueError: a name is taken.
    """
    for form in forms:
        if form.name in _registered:
            raise ValueError(form.name)
        _registered[form.name] = form


def forms() -> dict[str, PaperForm]:
    """All forms by their names.

    Slices are asked when the first form is, not when the platform starts: what writes Word files
    takes a quarter of a second to load, and most commands fill no form.
    """
    autodiscover_modules("paper_forms")
    return _registered
