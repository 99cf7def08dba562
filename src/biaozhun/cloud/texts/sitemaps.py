"""The public addresses of the texts: those that everybody may open, and no other."""

import datetime as dt

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.queries.shelf import opened
from biaozhun.cloud.texts.templatetags.texts import reading_place
from biaozhun.cloud.ui.sitemaps import Address, of_table, register, register_pages


def _text(slug: str, kind: str, language: str, changed: dt.datetime) -> Address:
    text = Text(slug=slug, kind=kind, language=language)
    return Address(reading_place(text), day_of(changed))


register_pages("texts:report")
register(
    of_table(
        "texts",
        rows=opened,
        read=lambda rows: rows.values_list("slug", "kind", "language", "changed"),
        told=_text,
    )
)
