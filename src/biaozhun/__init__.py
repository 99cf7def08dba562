"""标准云 · Biaozhun Cloud."""

from importlib.metadata import version

__version__ = version("biaozhun")
