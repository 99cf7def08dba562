"""Every code that a page of checks may show has words, in all languages."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from biaozhun.cloud.validity import wording
from biaozhun.cloud.validity.actions.reporting import Form
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.queries.verifying import Verdict
from biaozhun.cloud.validity.wording import faults, forms, rules
from biaozhun.cloud.validity.wording.reports import report_words
from biaozhun.core.citation import Confidence
from biaozhun.core.structure.blocks import Part
from biaozhun.core.validity import Citing, Consequence, Outcome, ValidityRule
from biaozhun.documents.errors import DocumentError
from tests.cloud.validity.documents import answer_of

LANGUAGES = ("zh-hans", "zh-hant", "en")
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (wording.OUTCOME, Outcome),
        (wording.OUTCOME_ABOUT, Outcome),
        (wording.OUTCOME_TONE, Outcome),
        (wording.CONSEQUENCE, Consequence),
        (wording.CONSEQUENCE_ABOUT, Consequence),
        (wording.CITING, Citing),
        (wording.CITING_ABOUT, Citing),
        (wording.CONFIDENCE, Confidence),
        (wording.CONFIDENCE_ABOUT, Confidence),
        (wording.PART, Part),
        (wording.VERDICT, Verdict),
        (wording.VERDICT_ABOUT, Verdict),
        (rules.RULE, ValidityRule),
    ],
)
def test_every_code_has_words_and_no_words_are_left_over(
    table: wording.Words, codes: type[Outcome]
) -> None:
    """One word for each code, none for codes that are no more."""
    assert set(table) == {str(code) for code in codes}


def test_every_form_of_a_report_has_a_name_and_says_what_it_is_for() -> None:
    """Whatever forms the engine offers."""
    assert {str(form) for form in Form} <= set(forms.FORM)
    assert set(forms.FORM) == set(forms.ABOUT)


def test_every_refusal_of_a_file_and_of_a_check_has_its_own_sentence() -> None:
    """The codes named where the errors are made, and those written in the code that reads files."""
    named = re.findall(r"``(\w+)``", f"{DocumentError.__doc__}{CheckRefusedError.__doc__}")
    source = Path(faults.__file__).parents[1]
    raised = [
        code
        for path in (*source.rglob("actions/*.py"), *source.rglob("queries/*.py"))
        for code in re.findall(r'code="(\w+)"', path.read_text(encoding="utf-8"))
    ]
    assert set(named) | set(raised) <= set(faults.FAULT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_report_are_complete_in_every_language(language: str) -> None:
    """Put together without a gap; English holds no Chinese, and Chinese rules no English."""
    with translation.override(language):
        words = report_words()
        said = [words.rule(answer_of(rule=str(rule))) for rule in ValidityRule]
        shown = [*words.outcomes.values(), *words.consequences.values(), words.disclaimer, *said]
    assert all(shown)
    assert [bool(HAN.search(text)) for text in shown] == [language != "en"] * len(shown)
