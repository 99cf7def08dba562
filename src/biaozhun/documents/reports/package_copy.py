"""A copy of an office file in which some parts are others."""

import io
import zipfile
from collections.abc import Mapping

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import read_member


def copied(package: zipfile.ZipFile, contents: Mapping[str, bytes]) -> bytes:
    """The package with these parts in it; all others as they are.

    Names, order, times and ways of packing stay; parts that are new stand at the end, dated as the
    first one is, so that equal input gives equal output.

    Raises:
        DocumentError: ``broken_file`` where a part is damaged, or two have one name.
    """
    members = package.infolist()
    if len({member.filename for member in members}) < len(members):
        raise DocumentError(
            "Two parts of the file have one name",
            hint="save it anew with the program it comes from",
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as copy:
        copy.comment = package.comment
        for member in members:
            content = contents.get(member.filename)
            if content is None:
                content = read_member(package, member)
            copy.writestr(_like(member, member.filename), content)
        held = {member.filename for member in members}
        for name, content in contents.items():
            if name not in held:
                new = _like(members[0], name)
                new.compress_type = zipfile.ZIP_DEFLATED
                copy.writestr(new, content)
    return stream.getvalue()


def _like(member: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    """What is told of a member beside its content; offsets and sizes are those of the copy."""
    made = zipfile.ZipInfo(name, member.date_time)
    made.compress_type = member.compress_type
    made.create_system = member.create_system
    made.external_attr = member.external_attr
    made.internal_attr = member.internal_attr
    made.comment = member.comment
    return made
