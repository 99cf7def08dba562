"""People, organisations and keys, read; each list asks the database a fixed number of questions."""

from biaozhun.cloud.accounts.queries.keys import key_holder

__all__ = ["key_holder"]
