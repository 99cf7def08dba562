"""Figures over the catalogue; invented records are never counted."""

from biaozhun.cloud.catalogue.metrics import editions, in_force, sources

__all__ = ["editions", "in_force", "sources"]
