"""The original Word document with a comment at each citation, and nothing else changed.

Text, look, tracked changes, fields, bookmarks and the comments of others stay; every part but those
that must name the new comments stays byte for byte. A citation in a header, a footer, a note, a
text box or a comment can have no comment of its own (Word allows none there, or it would stand
twice): these are listed in one comment at the start of the body.

A document that bears a digital signature is refused: with comments in it the signature would no
longer hold, and nobody may think that the signer has signed them.
"""

import hashlib
import io
import posixpath
import zipfile
from typing import Final

import msgspec

from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package, read_member
from biaozhun.documents.reading import read_content
from biaozhun.documents.reading.word.names import w
from biaozhun.documents.reading.word.package import WordPackage
from biaozhun.documents.reports.comments import (
    NewComment,
    identifiers,
    no_comments,
    with_comments,
    with_content_type,
    with_relation,
)
from biaozhun.documents.reports.marks import CommentPlace, MarkedBody, changed_file
from biaozhun.documents.reports.package_copy import copied
from biaozhun.documents.reports.remarks import Remark, Remarks, remarks_on
from biaozhun.documents.reports.words import ReportWords

_TYPES: Final = "[Content_Types].xml"
_SIGNATURES: Final = "_xmlsignatures/"


def annotated_docx(original: bytes, document: CheckedDocument, words: ReportWords) -> bytes:
    """The original with its comments, worked on in this process.

    A file of a stranger is rather given to ``isolated_call("biaozhun.documents.reports.annotated:"
    "annotate", path, packed_remarks(document, words))``.

    Args:
        original: all bytes of the document.
        document: what was found in it.
        words: in the reader's language.

    Raises:
        DocumentError: of the reader; ``unsupported_format`` where it is no Word document;
            ``changed_file`` where it is not the file that was checked; ``signed_file``.
    """
    return annotate(original, packed_remarks(document, words))


def packed_remarks(document: CheckedDocument, words: ReportWords) -> bytes:
    """What :func:`annotate` is to write: the sentences, as msgpack."""
    return msgspec.msgpack.encode(remarks_on(document, words))


def annotate(original: bytes, order: bytes) -> bytes:
    """:func:`annotated_docx` across the border of a process: the order is packed remarks.

    Raises:
        DocumentError: as there.
    """
    remarks = msgspec.msgpack.decode(order, type=Remarks)
    if hashlib.sha256(original).hexdigest() != remarks.sha256:
        raise changed_file("")
    text = read_content(original)
    remarks = _placed(text, remarks)
    if not original.startswith(b"PK"):
        raise no_word_document()
    with open_package(io.BytesIO(original)) as package:
        word = WordPackage(package)
        main = word.main()
        if not word.holds(main) or word.tree(main).tag != w("document"):
            raise no_word_document()
        if any(name.startswith(_SIGNATURES) for name in package.namelist()):
            raise signed()
        body = MarkedBody(read_member(package, main), text, word.relations(main))
        return copied(package, {**_commented(package, main, body, remarks), main: body.content()})


def _commented(
    package: zipfile.ZipFile, main: str, body: MarkedBody, remarks: Remarks
) -> dict[str, bytes]:
    """Mark the body; give the parts that hold and name the comments."""
    word = WordPackage(package)
    related = [r.target for r in word.relations(main).values() if r.kind == "comments"]
    target = related[0] if related else _new_name(package, main)
    content = read_member(package, target) if word.holds(target) else no_comments(body.namespace)
    identifier = max((*identifiers(content), *body.identifiers()), default=-1) + 1
    standing, listed = _sorted(remarks, body)
    first = _first_comment(remarks, listed)
    comments = [NewComment(identifier, first)] if first else []
    places = []
    for number, remark in enumerate(standing, identifier + len(comments)):
        comments.append(NewComment(number, remark.said))
        places.append(CommentPlace(remark.start, remark.end, number))
    body.mark(places, at_start=identifier if first else None)
    parts = {target: with_comments(content, comments, remarks)}
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if not related:
        had = read_member(package, relations) if word.holds(relations) else None
        parts[relations] = with_relation(had, main, target, body.namespace)
    types = read_member(package, _TYPES)
    if (typed := with_content_type(types, target)) != types:
        parts[_TYPES] = typed
    return parts


def _sorted(remarks: Remarks, body: MarkedBody) -> tuple[list[Remark], list[Remark]]:
    """The remarks that can stand at their place, and those that can only be listed."""
    standing: list[Remark] = []
    listed: list[Remark] = []
    for remark in remarks.remarks:
        can_stand = remark.start < remark.end and body.can_hold(remark.start)
        (standing if can_stand else listed).append(remark)
    return standing, listed


def _first_comment(remarks: Remarks, listed: list[Remark]) -> tuple[str, ...]:
    """Lines of the comment at the start: what has none of its own, or that nothing is cited."""
    if not remarks.remarks:
        return remarks.nothing
    return (remarks.heading, *(remark.listed for remark in listed)) if listed else ()


def _new_name(package: zipfile.ZipFile, main: str) -> str:
    """A name that no part has, beside the body."""
    held = {name.casefold() for name in package.namelist()}
    names = (f"comments{number or ''}.xml" for number in range(len(held) + 1))
    folder = posixpath.dirname(main)
    places = (posixpath.join(folder, name) for name in names)
    return next(place for place in places if place.casefold() not in held)


def _placed(text: BlockText, remarks: Remarks) -> Remarks:
    """The remarks without the blanks at the ends of their places, which may lie between blocks.

    Raises:
        DocumentError: ``changed_file`` where the text has something else there.
    """
    return msgspec.structs.replace(
        remarks, remarks=tuple(_trimmed(text.text, remark) for remark in remarks.remarks)
    )


def _trimmed(text: str, remark: Remark) -> Remark:
    printed = text[max(remark.start, 0) : remark.end]
    if not printed or printed.split() != remark.printed.split():
        raise changed_file(remark.printed)
    start = remark.end - len(printed.lstrip())
    return msgspec.structs.replace(remark, start=start, end=start + len(printed.strip()))


def signed() -> DocumentError:
    """That remarks would make a signature worthless."""
    return DocumentError(
        "The document bears a digital signature, which remarks in it would break",
        code="signed_file",
        hint="take a copy without the signature, or the report beside it",
    )


def no_word_document() -> DocumentError:
    """That remarks have no place in another format."""
    return DocumentError(
        "Remarks can be put into a Word document only",
        code="unsupported_format",
        hint="save it as DOCX, or take the report",
    )
