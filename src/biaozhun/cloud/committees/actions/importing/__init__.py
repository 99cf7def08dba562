"""Taking tables in; rows that cannot be taken are kept with their reason, the others go in."""

from biaozhun.cloud.committees.actions.importing.running import import_table

__all__ = ["import_table"]
