"""Where the files of texts lie: a folder beside the database, or the store named ``texts``."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

ALIAS = "texts"


def text_storage() -> Storage:
    """The store of ``STORAGES["texts"]`` where the installation names one, else a folder."""
    if ALIAS in settings.STORAGES:
        return storages[ALIAS]
    return FileSystemStorage(location=settings.DATA_DIR / "texts", base_url=None)
