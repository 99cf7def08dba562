"""What stands in the title of a page, in every language."""

import re
from pathlib import Path
from typing import Final

import biaozhun.cloud

_TITLE: Final = re.compile(r"{% block title %}(.*?){% endblock %}")
_OURS: Final = re.compile(
    r"{% blocktranslate.*?%}.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}", re.DOTALL
)


def test_no_title_has_chinese_punctuation_that_stays_on_english_pages() -> None:
    """Parts of a title are parted by a middle dot; what is not translated holds nothing Chinese."""
    found = {}
    for path in Path(biaozhun.cloud.__path__[0]).glob("*/templates/**/*.html"):
        for title in _TITLE.findall(path.read_text(encoding="utf-8")):
            rest = _OURS.sub("", title)
            if re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", rest):
                found[path.name] = rest
    assert found == {}
