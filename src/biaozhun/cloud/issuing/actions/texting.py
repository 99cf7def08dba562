"""The full text of an issued standard: read before the announcement, shown with it.

A file is read while nobody waits for it, as a draft of the shelf of texts under the number that
was drawn; the announcement only puts it on the shelf, in its own transaction.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import DocumentKind, Project, ProjectDocument
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.queries.disclosure import disclosure_of
from biaozhun.cloud.texts.actions.receiving import Order, TextRefusedError, receive
from biaozhun.cloud.texts.actions.showing import Disclosure, show
from biaozhun.cloud.texts.models import Text
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.number import parse

LIVE: Final = (Text.State.DRAFT, Text.State.SHOWN)
ORIGIN: Final = "发布稿；网页上按条排的文本供阅读，以正式出版的文本为准。"


def bring_text(project: Project, *, actor: Person | None) -> list[Text]:
    """Read the published version of a project (Word for reading, PDF as it was printed).

    What was read before under the same number is not read again.

    Raises:
        IssuingRefusedError: ``number_missing``, ``text_missing``, ``text_unreadable``.
    """
    if not project.number:
        raise IssuingRefusedError("number_missing", fragment=project.plan_number)
    papers = _papers(project)
    if not papers:
        raise IssuingRefusedError("text_missing", fragment=project.number)
    return [text for paper in papers if (text := _read(project, paper, actor)) is not None]


def _papers(project: Project) -> list[ProjectDocument]:
    """The newest published version of each form of file."""
    newest: dict[str, ProjectDocument] = {}
    for one in project.documents.filter(kind=DocumentKind.STANDARD_TEXT).order_by("version"):
        newest[Path(one.name).suffix.lower()] = one
    return list(newest.values())


def _read(project: Project, paper: ProjectDocument, actor: Person | None) -> Text | None:
    slug = parse(project.number).slug
    same = Text.objects.filter(slug=slug, kind=Text.Kind.TEXT, digest=paper.digest)
    if same.filter(state__in=LIVE).exists():
        return None
    order = Order(
        number=project.number, title=project.title, origin=ORIGIN, pictures_confirmed=True
    )
    with tempfile.TemporaryDirectory(prefix="biaozhun-issued-") as folder:
        path = Path(folder) / f"text{Path(paper.name).suffix.lower()}"
        with paper.file.open("rb") as stream, path.open("wb") as out:
            shutil.copyfileobj(stream, out)
        try:
            return receive(path, order, name=paper.name, actor=actor)
        except BiaozhunError as error:
            raise IssuingRefusedError("text_unreadable", fragment=error.code) from error


def ready_texts(project: Project) -> list[Text]:
    """The texts that lie ready under the number of a project; one question."""
    if not project.number:
        return []
    own = Text.objects.filter(slug=parse(project.number).slug, kind=Text.Kind.TEXT)
    return list(own.filter(state=Text.State.DRAFT).order_by("form", "-added"))


@transaction.atomic
def show_ready(project: Project, *, actor: Person | None) -> bool:
    """Put the texts that lie ready on the shelf; whether anybody may read one of them now."""
    with override("zh-hans"):  # reason and basis are kept as they are written, for all readers
        rule = disclosure_of(project)
    decision = Disclosure(
        right=Text.Right(rule.right),
        reason=rule.reason or rule.basis or _("按公开规则"),
        basis=rule.basis,
    )
    shown: set[str] = set()
    for text in ready_texts(project):
        if text.form in shown:  # an older draft of the same form
            continue
        try:
            show(text.pk, decision, actor=actor)
        except TextRefusedError as error:
            raise IssuingRefusedError("text_unreadable", fragment=error.code) from error
        shown.add(text.form)
    return bool(shown)
