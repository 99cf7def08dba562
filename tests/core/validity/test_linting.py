"""The linter for drafters: each code on a sentence that has it and on one that has not."""

import datetime as dt

import msgspec
import pytest

from biaozhun.core.bibliography.record import Degree
from biaozhun.core.citation import Citation, LawCitation, MalformedCitation, Scanned, Scope
from biaozhun.core.number import parse
from biaozhun.core.validity.answer import Adopted, Answer, Step
from biaozhun.core.validity.linting import AbolishedLaw, Code, Mode, law_key, lint, mode_of
from biaozhun.core.validity.outcomes import Consequence, Outcome

IN_FORCE = Answer(
    outcome=Outcome.IN_FORCE, consequence=Consequence.NONE, rule="r", reason="r", certain=True
)


def cited(text: str, number: str, **facts: object) -> Citation:
    """The citation of a number that stands in a text."""
    start = text.index(number)
    made = Citation(start=start, end=start + len(number), text=number, number=parse(number))
    return msgspec.structs.replace(made, **facts)


def answer(**facts: object) -> Answer:
    """An answer like that of an edition in force, with other facts."""
    return msgspec.structs.replace(IN_FORCE, **facts)


def codes(text: str, citation: Citation, told: Answer = IN_FORCE) -> set[Code]:
    """What is found of one citation whose title stands elsewhere."""
    titled = citation if citation.title else msgspec.structs.replace(citation, title="某某")
    scanned = Scanned(citations=(titled,))
    return {found.code for found in lint(text, scanned, [told], abolished={})}


NUMBER = "GB/T 5009-2003"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (answer(outcome=Outcome.REPLACED), {Code.REPLACED}),
        (answer(outcome=Outcome.RENUMBERED), {Code.REPLACED}),
        (answer(outcome=Outcome.WITHDRAWN), {Code.WITHDRAWN}),
        (answer(outcome=Outcome.UPCOMING), {Code.NOT_IN_FORCE}),
        (answer(outcome=Outcome.SUSPENDED), {Code.NOT_IN_FORCE}),
        (answer(outcome=Outcome.TITLE_MISMATCH), {Code.TITLE_DISAGREES}),
        (answer(outcome=Outcome.NOT_HELD), set()),
        (IN_FORCE, set()),
    ],
)
def test_how_a_standard_stands_is_told_where_it_cannot_be_relied_on(
    told: Answer, expected: set[Code]
) -> None:
    """Dead, not yet in force and wrongly titled are found; what holds or is not held is not."""
    text = f"检验时参照 {NUMBER} 进行。"
    assert codes(text, cited(text, NUMBER), told) == expected


def test_the_wording_for_a_replaced_standard_is_its_successor_with_its_title() -> None:
    """What to write stands ready: the title held and the number to the end of the chain."""
    text = f"检验时参照 {NUMBER} 进行。"
    step = Step(key="GB-5009.1-2025", number="GB 5009.1-2025", title="总则")
    told = answer(outcome=Outcome.REPLACED, newest="GB 5009.1-2025", successors=(step,))
    scanned = Scanned(citations=(cited(text, NUMBER, title="某某"),))
    (found,) = lint(text, scanned, [told], abolished={})
    assert (found.code, found.wording, found.other) == (
        Code.REPLACED,
        "《总则》（GB 5009.1—2025）",
        "GB 5009.1-2025",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产品应当符合 GB/T 5009-2003。", {Code.MADE_BINDING}),
        ("产品不得低于 GB/T 5009-2003 的要求。", {Code.MADE_BINDING}),
        ("Products shall comply with GB/T 5009-2003.", {Code.MADE_BINDING}),
        ("鼓励企业采用 GB/T 5009-2003。", set()),
        ("产品应当安全；符合 GB/T 5009-2003 的，视为安全。", set()),
    ],
)
def test_a_recommended_standard_that_the_words_make_binding_is_found(
    text: str, expected: set[Code]
) -> None:
    """An obligation makes it the only way; encouragement and presumption leave other ways."""
    assert codes(text, cited(text, NUMBER)) == expected


def test_a_mandatory_standard_may_be_made_the_only_way() -> None:
    """It binds anyway: nothing is found, told by its number or by its nature on the day."""
    text = "产品应当符合 GB 5009-2003 和 GB/T 5009-2003。"
    assert codes(text, cited(text, "GB 5009-2003")) == set()
    assert codes(text, cited(text, NUMBER), answer(mandatory=True)) == set()


def test_the_proposed_wording_makes_the_standard_one_way() -> None:
    """The duty stays the provision's own; meeting the standard is presumed to meet it."""
    text = "产品应当符合 GB/T 5009 的要求。"
    scanned = Scanned(citations=(cited(text, "GB/T 5009", title="方法", scope=Scope.ALL_PARTS),))
    (found,) = lint(text, scanned, [IN_FORCE], abolished={})
    assert found.wording == (
        "符合《方法》（GB/T 5009）（所有部分）的，视为满足本条要求；也可以采用其他同等有效的方式"
    )


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("T/CECS 10001-2018", {Code.ASSOCIATION}),
        ("Q/GDW 1162-2014", {Code.ENTERPRISE}),
        ("ISO 9001:2015", {Code.NOT_FREE}),
        ("JB/T 5000-2007", set()),
    ],
)
def test_whose_standard_it_is_and_who_can_read_it(number: str, expected: set[Code]) -> None:
    """Association and enterprise standards and texts under copyright are told."""
    text = f"施工参照 {number} 进行。"
    assert codes(text, cited(text, number)) == expected


def test_a_national_standard_that_takes_over_another_text_is_not_free_to_read() -> None:
    """Adopted texts are under the copyright of who issued them; a mandatory one is free."""
    text = f"检验时参照 {NUMBER} 进行。"
    adopted = (Adopted(key="ISO-1", number="ISO 1:2022", degree=Degree.IDT),)
    assert codes(text, cited(text, NUMBER), answer(adopted=adopted)) == {Code.NOT_FREE}
    assert codes(text, cited(text, NUMBER), answer(adopted=adopted, mandatory=True)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲醛释放量参照 GB/T 5009，为 0.124 mg/m³。", {Code.UNDATED_LIMIT}),
        ("噪声参照 GB/T 5009，昼间 60分贝。", {Code.UNDATED_LIMIT}),
        ("整改参照 GB/T 5009，在 30 日内完成。", set()),
        ("甲醛释放量参照 GB/T 5009 测定。", set()),
        ("释放量为 0.124 mg/m³。方法参照 GB/T 5009。", set()),
    ],
)
def test_an_undated_reference_beside_a_limit_is_found(text: str, expected: set[Code]) -> None:
    """A value with a unit in the same sentence asks for the edition it was taken from."""
    assert codes(text, cited(text, "GB/T 5009")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("检验参照现行有效的 GB/T 5009-2003 进行。", {Code.DATED_NEWEST}),
        ("检验参照 GB/T 5009-2003 的最新版本。", {Code.DATED_NEWEST}),
        ("检验参照 GB/T 5009-2003 进行。", set()),
        ("检验参照 GB/T 5009-2003 进行，并采用最新的仪器。", set()),
    ],
)
def test_a_dated_reference_where_the_newest_is_wanted_is_found(
    text: str, expected: set[Code]
) -> None:
    """The year and the word for the newest contradict each other."""
    assert codes(text, cited(text, NUMBER)) == expected


def test_a_clause_of_an_undated_reference_is_found() -> None:
    """Clause numbers change with editions: with the year nothing is found."""
    text = "检验参照 GB/T 5009 第5.2条，旧检验参照 GB/T 5009-2003 第5.2条。"
    undated = cited(text, "GB/T 5009", clauses=("第5.2条",))
    dated = cited(text, NUMBER, clauses=("第5.2条",))
    assert codes(text, undated) == {Code.CLAUSE_UNDATED}
    assert codes(text, dated) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲醛参照 GB/T 5009-2003 中的限量。", {Code.WHOLE_FOR_CLAUSE}),
        ("甲醛参照 GB/T 5009-2003《方法》规定的试验方法。", {Code.WHOLE_FOR_CLAUSE}),
        ("质量管理参照 GB/T 5009-2003 建立。", set()),
    ],
)
def test_a_whole_document_cited_for_one_part_is_found(text: str, expected: set[Code]) -> None:
    """Words that name a limit, method or grade behind the number ask for its clause."""
    assert codes(text, cited(text, NUMBER)) == expected


def test_a_number_needs_its_title_once() -> None:
    """Without any title it is found at its first place alone, with the title held."""
    text = "参照 GB/T 5009-2003 取样，参照 GB/T 5009-2003 检验。"
    first = cited(text, NUMBER)
    second = msgspec.structs.replace(first, start=first.start + 18, end=first.end + 18)
    told = answer(number=NUMBER, title="理化检验")
    bare = lint(text, Scanned(citations=(first, second)), [told, told], abolished={})
    assert [(found.code, found.start, found.wording) for found in bare] == [
        (Code.NO_TITLE, first.start, "《理化检验》（GB/T 5009—2003）")
    ]
    named = Scanned(citations=(first, msgspec.structs.replace(second, title="理化检验")))
    assert lint(text, named, [told, told], abolished={}) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按《食品添加剂使用标准》检查。", ["《食品添加剂使用标准》"]),
        ("按《标准化法》和《地方标准管理办法》检查。", []),
        ("读《红楼梦》。", []),
    ],
)
def test_a_title_of_a_standard_without_a_number_is_found(text: str, expected: list[str]) -> None:
    """Titles of standards alone are; titles of laws and books are not."""
    assert [found.text for found in lint(text, Scanned(), [], abolished={})] == expected


def test_a_title_beside_its_number_is_not_alone() -> None:
    """Before or behind the number, near enough."""
    for text in ("按《使用标准》（GB/T 5009-2003）检查。", "按 GB/T 5009-2003《使用标准》检查。"):
        scanned = Scanned(citations=(cited(text, NUMBER, title="使用标准"),))
        assert lint(text, scanned, [IN_FORCE], abolished={}) == ()


def test_a_malformed_number_is_found_with_its_code() -> None:
    """The place and what is wrong with it; a good number beside it is not."""
    text = "按 GB/T 1.-20 检查。"
    wrong = MalformedCitation(start=2, end=11, text="GB/T 1.-20", code="number_malformed")
    (found,) = lint(text, Scanned(malformed=(wrong,)), [], abolished={})
    assert (found.code, found.start, found.end, found.other) == (
        Code.MALFORMED,
        2,
        11,
        "number_malformed",
    )
    good = Scanned(citations=(cited("按 GB/T 1-2020", "GB/T 1-2020", title="某某"),))
    assert lint("按 GB/T 1-2020", good, [IN_FORCE], abolished={}) == ()


def test_an_abolished_law_is_found_by_its_title_however_written() -> None:
    """With or without the name of the state; the successor is the wording."""
    text = "根据《中华人民共和国某某管理办法》和《另一办法》制定。"
    laws = tuple(
        LawCitation(start=text.index(t), end=text.index(t) + len(t), text=t, title=t[1:-1])
        for t in ("《中华人民共和国某某管理办法》", "《另一办法》")
    )
    abolished = {law_key("某某管理办法"): AbolishedLaw(title="某某管理办法", successor="新办法")}
    (found,) = lint(text, Scanned(laws=laws), [], abolished=abolished)
    assert (found.code, found.text, found.wording) == (
        Code.ABOLISHED_LAW,
        "《中华人民共和国某某管理办法》",
        "《新办法》",
    )


def test_a_number_in_a_web_address_is_no_citation() -> None:
    """Nothing is found of it."""
    text = "见 https://example.org/GB/T 5009-2003"
    told = answer(outcome=Outcome.WITHDRAWN, since=dt.date(2020, 1, 1))
    assert codes(text, cited(text, NUMBER, in_address=True), told) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("产品应当符合该标准", Mode.EXCLUSIVE),
        ("必须按照该标准执行", Mode.EXCLUSIVE),
        ("符合该标准的，视为合格", Mode.INDICATIVE),
        ("可以采用该标准", Mode.INDICATIVE),
        ("该标准见附件", Mode.UNKNOWN),
        ("", Mode.UNKNOWN),
    ],
)
def test_the_mode_is_read_from_the_words(sentence: str, expected: Mode) -> None:
    """Exclusive, indicative, or not told (GB/T 20000.3)."""
    assert mode_of(sentence) is expected


def test_every_code_is_found_by_a_test_here() -> None:
    """The examples above have one of each."""
    assert len(Code) == 16


def test_there_must_be_an_answer_for_every_citation() -> None:
    """A text and answers that do not belong together are refused."""
    text = "参照 GB/T 5009-2003"
    with pytest.raises(ValueError, match="argument"):
        lint(text, Scanned(citations=(cited(text, NUMBER),)), [], abolished={})
