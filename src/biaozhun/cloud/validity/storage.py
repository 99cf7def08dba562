"""Where the files of checks lie: a folder of the data folder that is never served."""

import secrets

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage

FOLDER = "checks"


def check_storage() -> FileSystemStorage:
    """The folder; files in it have no address, and nobody but the service may read them."""
    return FileSystemStorage(
        location=settings.DATA_DIR / FOLDER,
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def keep(content: "File[bytes]") -> str:
    """Keep the bytes of a file under a name that says nothing of it; the name."""
    return check_storage().save(secrets.token_hex(16), content)


def drop(name: str) -> None:
    """Remove a file; one that is not there any more is no fault."""
    if name:
        check_storage().delete(name)
