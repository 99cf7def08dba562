"""What can be wrong with a file."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class DocumentError(BiaozhunError):
    """A file that cannot be read at all, or only up to a place.

    Codes: ``empty_file``, ``unreadable_file``, ``binary_file``, ``wrong_encoding``,
    ``truncated_file``, ``compression_bomb``, ``too_many_columns``, ``too_large``, ``broken_file``,
    ``broken_json``, ``broken_yaml``, ``encrypted_file``, ``unsupported_format``, ``no_text``,
    ``too_many_aliases``, ``nested_too_deep``, ``not_a_file``, ``empty_folder``; ``packed_file``
    (gzip, RAR, 7z …, where ZIP is read); ``too_many_rows`` of a list; of a page of a PDF
    ``broken_page``.

    Where remarks are put into a file: ``changed_file``, ``signed_file``.

    Where the file is read in a process of its own, and that process died: ``reader_timeout``,
    ``reader_memory``, ``reader_killed``.
    """

    default_code: ClassVar[str] = "broken_file"
