"""Where the papers of calls and applications lie: a folder, or the store named ``proposals``."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

ALIAS = "proposals"


def paper_storage() -> Storage:
    """The store of ``STORAGES["proposals"]`` where the installation names one, else a folder.

    Files in it have no address of their own: who asks for one is looked at first.
    """
    if ALIAS in settings.STORAGES:
        return storages[ALIAS]
    return FileSystemStorage(
        location=settings.DATA_DIR / "proposals",
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )
