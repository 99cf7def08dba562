"""The programming interface of the catalogue, for reading."""

from biaozhun.cloud.catalogue.api.routes import api

__all__ = ["api"]
