"""Where the files lie that were sent with demands and suggestions."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

ALIAS = "demands"


def filed_storage() -> Storage:
    """The store of ``STORAGES["demands"]`` where the installation names one, else a folder.

    Files in it have no address of their own: who asks for one is looked at first.
    """
    if ALIAS in settings.STORAGES:
        return storages[ALIAS]
    return FileSystemStorage(
        location=settings.DATA_DIR / "demands",
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )
