"""The programming interface of checks."""

from biaozhun.cloud.validity.api.checks import router

__all__ = ["router"]
