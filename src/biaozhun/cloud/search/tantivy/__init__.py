"""The default engine: a tantivy index in a folder."""

from biaozhun.cloud.search.embedded.documents import prepare
from biaozhun.cloud.search.embedded.index import TantivyIndex, rebuild

__all__ = ["TantivyIndex", "prepare", "rebuild"]
