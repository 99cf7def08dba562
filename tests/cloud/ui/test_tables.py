"""Tables as files for spreadsheets."""

from collections.abc import Iterator

from django.utils import translation

from biaozhun.cloud.ui.tables import csv_file


def test_a_table_runs_nothing_and_is_read_as_utf_8() -> None:
    """Formulas are text, quotes are doubled, what is not known is empty, numbers stay numbers."""
    rows = [("编号", "数"), ("=1+1", 3), ('他说"好"', None), ("-5", -5)]
    answer = csv_file("a-1", rows)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a-1.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.getvalue().decode() == (
        '\ufeff编号,数\r\n\'=1+1,3\r\n"他说""好""",\r\n\'-5,-5\r\n'
    )


def test_a_table_is_written_in_the_language_it_was_asked_in() -> None:
    """The lines are made later, when the language of the request may be another one."""

    def rows() -> Iterator[tuple[str | None]]:
        yield (translation.get_language(),)
        yield (translation.get_language(),)

    with translation.override("en"):
        answer = csv_file("a", rows())
    with translation.override("zh-hant"):
        assert answer.getvalue() == "\ufeffen\r\nen\r\n".encode()
        assert translation.get_language() == "zh-hant"
