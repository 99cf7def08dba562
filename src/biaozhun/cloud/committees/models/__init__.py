"""Committees and who sits in them."""

from biaozhun.cloud.committees.models.committee import Committee, Interest, Member

__all__ = ["Committee", "Interest", "Member"]
