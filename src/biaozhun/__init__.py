"""标准云 · Biaozhun Cloud."""

__version__ = "0.1.0"
