"""Lists to choose from: the options that templates and forms write."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.template import Context, Template
from django.utils import translation
from django.utils.functional import lazystr
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from biaozhun import cloud
from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.ui.choosing import QuotedSelect

LOOP = re.compile(
    r"{% for (?P<value>\w+)(?:, (?P<words>\w+))? in [\w.]+ %}"
    r'<option(?: value="{{ (?P=value) }}")?(?:{{ \w+\|tongue }}|{% if [\w.]+ == [\w.]+ %} selected'
    r"{% endif %})*>{{ (?:(?P=words)|(?P=value)) }}</option>{% endfor %}"
)
HOSTILE = """<b>"&'"""
ESCAPED = "&lt;b&gt;&quot;&amp;&#x27;"


def written(choices: object, chosen: object = None, told: str = "") -> SafeString:
    """What a template writes."""
    template = Template(f"{{% load ui %}}{{% options choices chosen {told} %}}")
    return template.render(Context({"choices": choices, "chosen": chosen}))


@pytest.mark.parametrize(
    "choices", [{1: "一", 2: "二"}, [(1, "一"), [2, "二"]], iter([("1", "一"), ("2", "二")])]
)
def test_mappings_and_pairs_are_options(choices: object) -> None:
    """What is chosen is compared as it is sent: a number and its digits are the same."""
    expected = '<option value="1">一</option><option value="2" selected>二</option>'
    assert written(choices, "2") == expected


def test_a_number_chosen_is_found_among_digits() -> None:
    """The other way about, too; the value nought is a value."""
    assert written([("0", "零")], 0) == '<option value="0" selected>零</option>'


@pytest.mark.parametrize("chosen", [None, "", "3"])
def test_nothing_chosen_selects_nothing(chosen: object) -> None:
    """Neither the empty value nor None's name is taken for chosen."""
    choices = [("", "全部"), ("None", "无")]
    expected = '<option value="">全部</option><option value="None">无</option>'
    assert written(choices, chosen) == expected


@pytest.mark.parametrize("choices", [None, "", (), {}])
def test_no_choices_are_no_options(choices: object) -> None:
    """Where a page has no list, as where the list is empty, nothing is written."""
    assert written(choices) == ""


def test_values_and_words_are_escaped() -> None:
    """But what is safe already stays as it is, as in every template."""
    assert written([(HOSTILE, HOSTILE)]) == f'<option value="{ESCAPED}">{ESCAPED}</option>'
    assert written([("a", mark_safe("&lt;"))]) == '<option value="a">&lt;</option>'


def test_plain_values_are_their_own_words() -> None:
    """Years, clauses, sheets."""
    expected = '<option value="2019" selected>2019</option><option value="2020">2020</option>'
    assert written([2019, 2020], 2019) == expected


def test_a_row_of_the_database_is_its_key_and_its_name() -> None:
    """A list of organisations needs no list of pairs."""
    rows = [Organisation(pk=7, name="甲"), Organisation(pk=8, name="乙")]
    expected = '<option value="7">甲</option><option value="8" selected>乙</option>'
    assert written(rows, 8) == expected


def test_names_of_a_source_say_their_language() -> None:
    """On an English page only, where they are asked to, and only those that are not English."""
    choices = [("a", "甲"), ("b", "B"), ("c", "あ甲")]
    plain = (
        '<option value="a">甲</option><option value="b">B</option><option value="c">あ甲</option>'
    )
    marked = (
        '<option value="a" selected lang="zh-Hans">甲</option><option value="b">B</option>'
        '<option value="c" lang="ja">あ甲</option>'
    )
    with translation.override("en"):
        assert written(choices) == plain
        assert written(choices, "a", "quoted=True") == marked
    with translation.override("zh-hans"):
        assert written(choices, "z", "quoted=True") == plain


def test_words_to_be_translated_are_in_the_language_of_the_page() -> None:
    """A table of words is made once, for readers of every language."""
    table = {"all": gettext_lazy("全部")}
    with translation.override("en"):
        assert written(table) == '<option value="all">All</option>'
    with translation.override("zh-hans"):
        assert written(table) == '<option value="all">全部</option>'


class Dimmed(forms.Select):
    """A list in which some options have attributes of their own."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One option."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        told = {"disabled": True, "hidden": False, "title": HOSTILE, "data-n": 3, "class": ""}
        option["attrs"] |= told
        return option


class Drawn(forms.Select):
    """A list whose options have a template of their own."""

    option_template_name = "django/forms/widgets/checkbox_option.html"


GROUPED = [
    ("", gettext_lazy("请选择")),
    (None, "无"),
    (HOSTILE, [("1", "甲"), (2, HOSTILE)]),
    ("空", []),
    (3, 12345),
    (dt.date(2026, 11, 24), dt.date(2026, 11, 24)),
    ("safe", mark_safe("&lt;")),
    ("lazy", lazystr(HOSTILE)),
    ("x", 1.5),
]
ATTRIBUTES = {"id": "id_a", "required": True, "disabled": False, "aria-label": HOSTILE}


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("chosen", [None, "", 2, HOSTILE, "3", ["1", 2, "safe"]])
@pytest.mark.parametrize(
    "kind",
    [
        forms.Select,
        forms.SelectMultiple,
        QuotedSelect,
        Dimmed,
        lambda **told: forms.NullBooleanSelect(attrs=told["attrs"]),
    ],
)
def test_a_select_is_written_as_django_writes_it(
    kind: Callable[..., forms.Select], chosen: Any, language: str
) -> None:
    """Every character: groups, attributes, what is chosen, escaping, words in three languages."""
    if isinstance(chosen, list) and kind not in (forms.SelectMultiple, forms.Select):
        chosen = chosen[0]
    select = kind(choices=GROUPED, attrs=ATTRIBUTES)
    with translation.override(language):
        ours = select.render(HOSTILE, chosen)
        assert ours == select.render(HOSTILE, chosen, renderer=DjangoTemplates())
    assert isinstance(ours, SafeString)


def test_options_with_a_template_of_their_own_keep_it() -> None:
    """The short way is only for options as Django's template writes them."""
    ours = Drawn(choices=[("1", "甲")]).render("a", "1")
    assert ours == Drawn(choices=[("1", "甲")]).render("a", "1", renderer=DjangoTemplates())
    assert 'type="select"' in ours


def test_a_long_list_needs_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of all divisions is written without looking up a template for each option."""

    def refused(_name: str) -> None:
        raise AssertionError(_name)

    monkeypatch.setattr(get_default_renderer(), "get_template", refused)
    assert forms.Select(choices=[("1", "甲")]).render("a", "1") == (
        '<select name="a">\n  <option value="1" selected>甲</option>\n\n</select>'
    )


def test_templates_leave_plain_lists_to_the_tag() -> None:
    """A loop that writes a value and its words is thirty times as slow, and is written nowhere."""
    option = '<option value="{{ a }}"{% if a == e.f %} selected{% endif %}>{{ b }}</option>'
    loop = f"{{% for a, b in c.d %}}{option}{{% endfor %}}"
    assert LOOP.search(loop)
    templates = Path(cloud.__file__).parent.rglob("templates/**/*.html")
    assert [one.name for one in templates if LOOP.search(one.read_text("utf-8"))] == []
