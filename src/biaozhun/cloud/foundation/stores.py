"""Where files lie that are shown only to whom they concern."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages


def private_store(name: str) -> Storage:
    """The store of ``STORAGES[name]`` where the installation names one, else a folder of the data.

    Files in it have no address of their own, and no other account of the machine reads them: who
    asks for one is looked at first.
    """
    if name in settings.STORAGES:
        return storages[name]
    return FileSystemStorage(
        location=settings.DATA_DIR / name,
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )
