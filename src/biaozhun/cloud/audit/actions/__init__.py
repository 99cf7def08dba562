"""Writing the journal, and sealing what was written."""

from biaozhun.cloud.audit.actions.recording import PLATFORM, record, record_each
from biaozhun.cloud.audit.actions.sealing import seal

__all__ = ["PLATFORM", "record", "record_each", "seal"]
