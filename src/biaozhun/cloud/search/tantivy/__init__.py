"""The default engine: a tantivy index in a folder."""

from biaozhun.cloud.search.tantivy.documents import prepare
from biaozhun.cloud.search.tantivy.index import TantivyIndex, rebuild

__all__ = ["TantivyIndex", "prepare", "rebuild"]
