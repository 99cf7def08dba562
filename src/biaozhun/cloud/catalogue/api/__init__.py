"""The programming interface of the catalogue, for reading."""

from biaozhun.cloud.catalogue.api import (
    announcements,
    changes,
    classifications,
    coverage,
    numbers,
    searching,
    standards,
)
from biaozhun.cloud.catalogue.api.interface import api

for part in (searching, standards, numbers, classifications, announcements, changes, coverage):
    api.add_router("/v1", part.router)

__all__ = ["api"]
