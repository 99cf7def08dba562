"""The bank of experts: applying, vetting, what is private, conflicts, matching and the log."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.committees.actions import experts
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.life import EXPERT as MACHINE
from biaozhun.cloud.committees.models import Expert, ExpertEvent, ExpertProof
from biaozhun.cloud.committees.queries import experts_for
from biaozhun.cloud.committees.wording import EXPERT_STATE, EXPERT_STEP, REFUSAL
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.committees.conftest import AT, EXPERT, TERM, TODAY, As, Bank

FORM = {
    "name": "张三",
    "unit": "虚省大学",
    "title": "教授",
    "interest": "research",
    "fields_": "35.030、13",
    "keywords": "数据安全",
    "languages": "英语",
    "experience": "12",
    "phone": "13800000000",
    "email": "secret@example.org",
    "is_public": "on",
}


def test_every_step_state_and_refusal_has_words() -> None:
    """What the table of the life cycle names is said on pages."""
    assert set(EXPERT_STATE) == set(MACHINE.states)
    assert set(EXPERT_STEP) == {one.action for one in MACHINE.transitions}
    codes = {guard.code for one in MACHINE.transitions for guard in one.guards}
    assert codes | {"not_from_here", "not_for_you"} == set(REFUSAL)


def test_who_has_an_account_applies_and_the_authority_is_told(
    browser: As, officer: Person, reader: Person
) -> None:
    """Once a person; the page is the expert's own from then on."""
    client = browser(reader)
    answer = client.post("/experts/apply", FORM)
    made = Expert.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/experts/{made.pk}")
    assert (made.state, made.fields, made.person) == ("applied", ["35.030", "13"], reader)
    assert [one.person for one in Notice.objects.all()] == [officer]
    assert client.get("/experts/apply")["Location"] == f"/experts/{made.pk}"
    assert browser().get("/experts/apply").status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [("fields_", "99.999"), ("fields_", ""), ("experience", "-1"), ("unit", ""), ("email", "x")],
)
def test_an_application_that_lacks_something_is_shown_again(
    browser: As, reader: Person, field: str, value: str
) -> None:
    """422, what was written stays."""
    answer = browser(reader).post("/experts/apply", FORM | {field: value})
    assert answer.status_code == 422
    assert "虚省大学" in answer.content.decode() or field == "unit"
    assert not Expert.objects.exists()


def test_an_expert_is_vetted_admitted_suspended_and_leaves(
    browser: As, officer: Person, reader: Person
) -> None:
    """Each step by whom it falls to, with its reason; the expert is told and reads it."""
    own, desk = browser(reader), browser(officer)
    own.post("/experts/apply", FORM)
    address = f"/experts/{Expert.objects.get().pk}"
    assert desk.post(f"{address}/vet").status_code == 302
    refused = desk.post(f"{address}/admit", {"reason": "", "since": "", "until": ""})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert [words in said for words in ("请写明理由", "请填写聘期的起止日期")] == [True, True]
    form = {"reason": "符合条件", "since": "2026-01-01", "until": "2030-12-31"}
    assert desk.post(f"{address}/admit", form).status_code == 302
    desk.post(f"{address}/suspend", {"reason": "出国"})
    desk.post(f"{address}/resume", {"reason": "回国"})
    assert own.post(f"{address}/leave", {"reason": "退休"}).status_code == 302
    held = Expert.objects.get()
    assert (held.state, held.until) == ("left", dt.date(2030, 12, 31))
    kinds = ExpertEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["applied", "vet", "admit", "suspend", "resume", "leave"]
    assert Notice.objects.filter(person=reader).count() == 4
    assert "符合条件" in own.get(address).content.decode()


def test_an_expert_who_changes_what_was_vetted_is_vetted_again(
    browser: As, officer: Person, reader: Person
) -> None:
    """Another unit ends the admission until the authority looks; another telephone does not."""
    own, desk = browser(reader), browser(officer)
    own.post("/experts/apply", FORM)
    held = Expert.objects.get()
    address = f"/experts/{held.pk}"
    desk.post(f"{address}/vet")
    form = {"reason": "符合条件", "since": "2026-01-01", "until": "2030-12-31"}
    desk.post(f"{address}/admit", form)
    assert "重新审核" in own.get(f"{address}/change").content.decode()
    own.post(f"{address}/change", FORM | {"phone": "13911111111"})
    held.refresh_from_db()
    assert held.state == "admitted"
    desk.post(f"{address}/change", FORM | {"unit": "虚省学院"})
    held.refresh_from_db()
    assert held.state == "admitted"
    own.post(f"{address}/change", FORM | {"unit": "虚省研究院"})
    held.refresh_from_db()
    assert (held.state, held.unit) == ("vetting", "虚省研究院")
    assert held.events.order_by("pk").last().kind == "vet_again"
    assert held.name not in [one.name for one in experts_for([], "", [], TODAY)]


def test_a_conflict_the_authority_found_is_not_the_experts_to_end(
    browser: As, bank: Bank, officer: Person, reader: Person
) -> None:
    """The expert ends what the expert declared, and nothing else."""
    expert = bank()
    Expert.objects.filter(pk=expert.pk).update(person=reader)
    expert.refresh_from_db()
    told = {"reason": "顾问", "declared": TODAY, "until": None}
    found = experts.declare_conflict(expert, told | {"unit": "甲所"}, actor=officer)
    own = experts.declare_conflict(expert, told | {"unit": "乙所"}, actor=reader)
    with pytest.raises(RefusedError):
        experts.end_conflict(found, TODAY, actor=reader)
    experts.end_conflict(own, TODAY, actor=reader)
    found.refresh_from_db()
    assert (found.until, own.until) == (None, TODAY)
    assert "由主管部门登记" in browser(reader).get(f"/experts/{expert.pk}").content.decode()


def test_nobody_admits_oneself(bureau: Organisation) -> None:
    """An officer who applies is vetted by another."""
    own = Person.objects.create_user("o@example.org", name="自己", role=Role.OPERATOR)
    expert = experts.apply(EXPERT, actor=own, own=True, at=AT)
    with pytest.raises(StepRefusedError) as caught:
        experts.step_expert(expert, "vet", {}, actor=own, at=AT)
    assert caught.value.refusal.codes == ("not_for_you",)
    assert bureau.pk


def test_an_officer_keeps_the_experts_of_the_own_authority(bank: Bank, browser: As) -> None:
    """Another region's bank is neither read nor changed."""
    expert = bank(is_public=False)
    other = Organisation.objects.create(name="另市市场监督管理局")
    person = Person.objects.create_user(
        "other@example.org", name="别人", role=Role.OPERATOR, organisation=other
    )
    client = browser(person)
    assert client.get(f"/experts/{expert.pk}").status_code == 404
    assert client.post(f"/experts/{expert.pk}/suspend", {"reason": "x"}).status_code == 404
    assert expert.name not in client.get("/desk/experts").content.decode()


def test_the_public_reads_name_unit_and_fields_of_those_who_agreed(
    bank: Bank, browser: As, reader: Person
) -> None:
    """Never phone or e-mail, never who did not agree, is not admitted, or whose term is over."""
    shown = bank(name="甲公开")
    hidden = [
        bank(name="乙不公开", is_public=False),
        bank(name="丙未审", admitted=False),
        bank(name="丁到期"),
    ]
    Expert.objects.filter(name="丁到期").update(until=dt.date(2020, 1, 1))
    for client in (browser(), browser(reader)):
        listed = client.get("/experts").content.decode()
        assert "甲公开" in listed
        assert [one.name in listed for one in hidden] == [False] * 3
        page = client.get(f"/experts/{shown.pk}").content.decode()
        assert "虚省大学" in page
        private = ("13800000000", "secret@example.org", "教授", "20")
        assert [told in page for told in private[:3]] == [False] * 3
        assert [client.get(f"/experts/{one.pk}").status_code for one in hidden] == [404] * 3
    assert "<strong>2</strong>" in listed  # the one who did not agree is counted


def test_phone_and_mail_are_in_no_event(bank: Bank, officer: Person) -> None:
    """The journal is read by more people than the bank."""
    expert = bank()
    experts.change_expert(
        expert, {**EXPERT, "phone": "13911111111", "title": "研究员"}, actor=officer, at=AT
    )
    told = str([one.facts for one in Event.objects.all()])
    assert "研究员" in told
    assert [secret in told for secret in ("138", "139", "secret@")] == [False] * 3


def test_matching_finds_who_could_review(bank: Bank, officer: Person) -> None:
    """By field above and below, interest, units and conflicts of the day; one question."""
    wide = bank(name="宽", fields=["35"], unit="甲所")
    narrow = bank(name="窄", fields=["35.240.15"], unit="乙所")
    other = bank(name="旁", fields=["35.240.50"], unit="丙所")
    user = bank(name="用", fields=["35.240.15"], unit="丁所", interest="user")
    bank(name="远", fields=["67.040"], unit="戊所")
    bank(name="未", fields=["35.240.15"], admitted=False)
    torn = bank(name="冲", fields=["35.240.15"], unit="己所")
    told = {"unit": "起草所", "reason": "顾问", "declared": TODAY, "until": None}
    conflict = experts.declare_conflict(torn, told, actor=officer)

    def names(*asked: object) -> list[str]:
        return [one.name for one in experts_for(*asked)]  # type: ignore[arg-type]

    assert names(["35.240.15"], "", [], TODAY) == ["宽", "窄", "用", "冲"]
    assert names(["35.240"], "research", [], TODAY) == ["宽", "窄", "旁", "冲"]
    assert names(["35.240.15"], "", ["起草所", "乙所"], TODAY) == ["宽", "用"]
    eve = TODAY - dt.timedelta(days=1)
    assert names(["35.240.15"], "", ["起草所"], eve) == ["宽", "窄", "用", "冲"]
    experts.end_conflict(conflict, TODAY, actor=officer)
    after = TODAY + dt.timedelta(days=1)
    assert "冲" in names(["35.240.15"], "", ["起草所"], after)
    assert names(["35"], "user", [], dt.date(2031, 1, 1)) == []
    experts.step_expert(narrow, "suspend", {"reason": "x"}, actor=officer, at=AT)
    assert narrow.name not in names([], "", [], TODAY)
    with CaptureQueriesContext(connection) as asked:
        list(experts_for(["35", "13"], "research", ["甲所", "乙所"], TODAY))
    assert len(asked) == 1
    assert {wide.pk, other.pk, user.pk} < set(Expert.objects.values_list("pk", flat=True))


def test_conflicts_and_activity_are_written_down(
    bank: Bank, browser: As, officer: Person, reader: Person
) -> None:
    """By the expert or the authority; the log by the authority and by draws."""
    expert = bank()
    desk, address = browser(officer), f"/experts/{expert.pk}"
    form = {"unit": "甲所", "reason": "顾问", "declared": "2026-03-01"}
    assert browser(reader).post(f"{address}/conflicts/new", form).status_code == 404
    assert desk.post(f"{address}/conflicts/new", form).status_code == 302
    conflict = expert.conflicts.get()
    early = desk.post(f"{address}/conflicts/{conflict.pk}", {"until": "2026-02-01"})
    assert early.status_code == 422
    assert (
        desk.post(f"{address}/conflicts/{conflict.pk}", {"until": "2026-05-01"}).status_code == 302
    )
    log = {"kind": "attended", "day": "2026-04-01", "text": "DB99/T 1 审查会"}
    assert desk.post(f"{address}/log/new", log).status_code == 302
    experts.note(expert, "drew", "drafting.project:7", TODAY)
    page = desk.get(address).content.decode()
    assert [told in page for told in ("甲所", "DB99/T 1 审查会", "drafting.project:7")] == [
        True
    ] * 3
    with pytest.raises(ValueError, match="admit"):
        experts.note(expert, "admit", "", TODAY)


def test_nobody_writes_into_the_own_log(bureau: Organisation, browser: As) -> None:
    """Not even an officer of the authority who is an expert: what is counted is not one's own."""
    officer = Person.objects.create_user(
        "own@example.org", name="自", role=Role.OPERATOR, organisation=bureau
    )
    own = experts.apply(EXPERT, actor=officer, own=True, at=AT)
    log = {"kind": "attended", "day": "2026-04-01", "text": "审查会"}
    answer = browser(officer).post(f"/experts/{own.pk}/log/new", log)
    assert (answer.status_code, "不能给自己登记" in answer.content.decode()) == (422, True)
    assert list(own.events.values_list("kind", flat=True)) == ["applied"]


def test_proofs_are_for_the_expert_and_the_authority(
    bank: Bank,
    browser: As,
    officer: Person,
    reader: Person,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Handed over as they came; the same file stands once; gone from the store when removed."""
    expert = bank()
    desk, address = browser(officer), f"/experts/{expert.pk}"

    def sent(content: bytes) -> int:
        file = SimpleUploadedFile("证书.pdf", content)
        return int(desk.post(f"{address}/proofs/new", {"file": file}).status_code)

    assert [sent(b"%PDF-1"), sent(b"%PDF-1"), sent(b"")] == [302, 422, 422]
    proof = ExpertProof.objects.get()
    place = f"/experts/proofs/{proof.pk}"
    assert [browser(who).get(place).status_code for who in (None, reader)] == [302, 404]
    answer = desk.get(place)
    assert (answer.status_code, answer.getvalue()) == (200, b"%PDF-1")
    store, name = proof.file.storage, str(proof.file.name)
    assert store.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(f"{address}/proofs/{proof.pk}/remove").status_code == 302
    assert (ExpertProof.objects.exists(), store.exists(name)) == (False, False)


def test_the_desk_lists_what_waits_and_whose_term_ends(
    bank: Bank, browser: As, officer: Person
) -> None:
    """Filtered by state; as many questions for many as for one."""
    client = browser(officer)
    bank(name="甲")
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/experts")
    for n in range(3):
        bank(name=f"乙{n}")
    bank(name="等待", admitted=False)
    with CaptureQueriesContext(connection) as many:
        client.get("/desk/experts")
    assert len(one) == len(many)
    listed = client.get("/desk/experts?state=applied").content.decode()
    assert ("等待" in listed, "乙0" in listed) == (True, False)
    Expert.objects.filter(name="甲").update(until=dt.date(2020, 1, 1))
    assert "1 名专家的聘期三个月内到期或已经到期" in client.get("/desk/experts").content.decode()
    assert client.get("/desk/experts?format=csv").getvalue().decode().count("虚省大学") == 5


def test_the_page_that_matches_says_what_it_could_not_use(
    bank: Bank, browser: As, officer: Person
) -> None:
    """A code that is none is named; units are given between semicolons."""
    bank(name="甲", unit="甲所")
    bank(name="乙", unit="乙所")
    query = {"fields": "35.030 88.888", "units": "甲所；丙所"}
    page = browser(officer).get("/desk/experts/match", query).content.decode()
    assert "ICS 里没有“88.888”" in page
    assert [f">{name}</a>" in page for name in ("甲", "乙")] == [False, True]


def test_an_admission_is_renewed_with_a_new_term(bank: Bank, officer: Person) -> None:
    """The term changes, the state does not; the first day is not behind the last."""
    expert = bank()
    backwards = {**TERM, "since": TERM["until"], "until": TERM["since"]}
    with pytest.raises(StepRefusedError) as caught:
        experts.step_expert(expert, "renew", backwards, actor=officer, at=AT)
    assert caught.value.refusal.codes == ("term_missing",)
    later = {"reason": "续聘", "since": dt.date(2031, 1, 1), "until": dt.date(2035, 12, 31)}
    experts.step_expert(expert, "renew", later, actor=officer, at=AT)
    expert.refresh_from_db()
    assert (expert.state, expert.until) == ("admitted", dt.date(2035, 12, 31))
