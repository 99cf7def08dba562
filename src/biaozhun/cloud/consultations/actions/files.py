"""Files that come with a comment."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.consultations.models import Comment, CommentFile
from biaozhun.cloud.demands.files import FileRefusedError, media_type_of
from biaozhun.cloud.demands.limits import MOST_FILES

_NAME: Final = 200  # characters of a file's name that are kept


def keep_files(comment: Comment, uploads: "Sequence[UploadedFile[bytes]]") -> list[CommentFile]:
    """Keep the files of a comment; where its transaction fails they go again.

    Raises:
        FileRefusedError: ``too_many_files``, ``wrong_kind``, ``not_what_it_says``, ``too_large``,
            ``empty_file``.
    """
    if len(uploads) > MOST_FILES:
        raise FileRefusedError("Too many", code="too_many_files")
    for upload in uploads:
        media_type_of(upload)
    made: list[CommentFile] = []
    try:
        with transaction.atomic():
            made.extend(_keep(comment, upload) for upload in uploads)
    except BaseException:
        for one in made:
            one.file.delete(save=False)
        raise
    return made


def _keep(comment: Comment, upload: "UploadedFile[bytes]") -> CommentFile:
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    name = clean(Path((upload.name or "").replace("\\", "/")).name)[-_NAME:] or "file"
    made = CommentFile(comment=comment, name=name, size=upload.size or 0)
    made.digest = digest.hexdigest()
    made.file.save(made.digest[:32], upload, save=False)
    made.save()
    return made
