"""Units are asked by letter; they reply by code, signed in or on paper, or keep silent."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.consultations.actions.commenting import Said
from biaozhun.cloud.consultations.actions.letters import (
    NewUnit,
    Replied,
    add_units,
    chase,
    open_letter,
    remove_unit,
    reply,
    send,
)
from biaozhun.cloud.consultations.actions.mailing import mail as mail_letter
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import Consultation, Letter
from biaozhun.cloud.consultations.queries.codes import letter_code, letter_of
from biaozhun.cloud.consultations.queries.figures import Figures, figures_of
from biaozhun.cloud.consultations.queries.letters import checklist, usual_units
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.messaging.models import Notice, Ways
from tests.cloud.consultations.making import CLOSES, OPENS, Cast, at, drafted, opened, prepared
from tests.factories.drafting import LEADER, somebody
from tests.factories.plans import unit_of

SOON = at(OPENS + dt.timedelta(days=9))
LATE = at(CLOSES + dt.timedelta(days=1))
CONSUMERS = "江原省消费者协会"
TRAFFIC = "江原省交通运输厅"
Browse = Callable[[Person | None], Client]


def asked(consultation: Consultation, cast: Cast, *units: str, **told: str) -> list[Letter]:
    """Units letters were sent to."""
    named = units or (CONSUMERS,)
    new = [NewUnit(unit=one, group="consumers", **told) for one in named]
    add_units(consultation, new, actor=cast.officer)
    rows = consultation.letters.filter(unit__in=named)
    send(consultation, list(rows), actor=cast.officer, at=at(OPENS, 3))
    return list(consultation.letters.filter(unit__in=named).order_by("pk"))


def refused(act: Callable[[], object]) -> str:
    """Why something is refused."""
    with pytest.raises(ConsultationRefusedError) as told:
        act()
    return str(told.value.code)


def none(signed_by: str = "李主任") -> Replied:
    """无意见."""
    return Replied(reply="none", signed_by=signed_by)


def test_each_letter_has_a_code_of_its_own_that_can_be_printed_again(
    consultation: Consultation, cast: Cast
) -> None:
    """Only what it hashes to is kept, and it opens this letter alone."""
    one, other = asked(consultation, cast, CONSUMERS, "江原大学")
    code = letter_code(one)
    assert code != letter_code(other)
    assert code not in (one.receipt, other.receipt)
    assert letter_of(code.lower().replace("-", " ")) == one
    assert letter_of("AAAA-AAAA-AAAA-AAAA") is None
    assert letter_of("") is None
    assert (one.sent, one.due) == (OPENS, CLOSES)


def test_letters_go_to_accounts_and_mailboxes(consultation: Consultation, cast: Cast) -> None:
    """The people of a unit are told; the mail has the code, and is not sent after a reply."""
    [letter] = asked(consultation, cast, TRAFFIC, email="office@example.org")
    assert Notice.objects.filter(kind="consultations.letter").count() == 1
    mail_letter(letter.pk)
    [sent] = mail.outbox
    assert sent.to == ["office@example.org"]
    assert letter_code(letter) in sent.body
    reply(letter, none(), person=cast.stranger, at=SOON)
    mail_letter(letter.pk)
    assert len(mail.outbox) == 1


def test_people_of_a_unit_are_asked_in_their_own_language(
    consultation: Consultation, cast: Cast
) -> None:
    """Not in that of whoever sends the letters; the title of the draft stays as it is."""
    Ways.objects.update_or_create(person=cast.stranger, defaults={"language": "en"})
    asked(consultation, cast, TRAFFIC)
    [told] = Notice.objects.filter(kind="consultations.letter")
    assert (told.subject, told.text) == (
        f"Please give your opinion on the draft of “{consultation.project.title}”",
        f"Please reply by {CLOSES}, also where you have no comments.",
    )


def test_a_unit_is_listed_once_and_removed_only_before_it_is_asked(
    consultation: Consultation, cast: Cast
) -> None:
    """Sending twice sends once."""
    add = [NewUnit(unit=f" {CONSUMERS} "), NewUnit(unit=CONSUMERS), NewUnit(unit="江原大学")]
    assert add_units(consultation, add, actor=cast.officer) == 2
    first, second = consultation.letters.order_by("pk")
    remove_unit(second, actor=cast.officer)
    assert send(consultation, [first], actor=cast.officer, at=SOON) == 1
    assert send(consultation, [first], actor=cast.officer, at=SOON) == 0
    assert refused(lambda: remove_unit(first, actor=cast.officer)) == "already_sent"
    assert [one.unit for one in consultation.letters.all()] == [CONSUMERS]


def test_letters_are_sent_by_the_desk_while_comments_come_in(cast: Cast, project: Project) -> None:
    """Not before it opens, not by strangers or drafters, not beyond the last day."""
    held = prepared(project, cast)
    add_units(held, [NewUnit(unit=CONSUMERS)], actor=cast.officer)
    rows = list(held.letters.all())
    assert refused(lambda: send(held, rows, actor=cast.officer, at=SOON)) == "not_open_yet"
    for person in (cast.stranger, cast.drafter):
        new = [NewUnit(unit="江原大学")]
        assert refused(lambda who=person: add_units(held, new, actor=who)) == "not_the_desk"  # type: ignore[misc]  # noqa: B023
        assert refused(lambda who=person: send(held, rows, actor=who, at=SOON)) == "not_the_desk"  # type: ignore[misc]
    other = opened(drafted(cast, 2), cast)
    add_units(other, [NewUnit(unit=CONSUMERS)], actor=cast.officer)
    rows = list(other.letters.all())
    beyond = CLOSES + dt.timedelta(days=1)
    due = refused(lambda: send(other, rows, actor=cast.officer, at=SOON, due=beyond))
    assert due == "due_outside"


def test_the_four_figures_are_counted_and_silence_only_after_the_day(
    consultation: Consultation, cast: Cast
) -> None:
    """Asked, replied, replied with comments; who has not replied is silent when the day is over."""
    letters = asked(consultation, cast, CONSUMERS, "江原大学", "江原省残疾人联合会", TRAFFIC)
    open_letter(letters[0], at=SOON)
    say = Replied(reply="comments", signed_by="王敏", comments=[Said(text="面积太小")])
    reply(letters[0], say, person=None, at=SOON)
    reply(letters[1], none(), person=None, at=SOON)
    told = figures_of(consultation, CLOSES)
    assert told == Figures(
        asked=4, opened=1, replied=2, with_comments=1, waiting=2, comments=1, undecided=1
    )
    after = figures_of(consultation, CLOSES + dt.timedelta(days=1))
    assert (after.silent, after.waiting, after.unanswered) == (2, 0, 2)


def test_a_reply_after_the_end_is_refused_but_noted(consultation: Consultation, cast: Cast) -> None:
    """The unit is told, the desk reads of it, and no figure changes."""
    [letter] = asked(consultation, cast)
    assert refused(lambda: reply(letter, none(), person=None, at=LATE)) == "reply_late"
    noted = Event.objects.get(kind="consultations.reply_late")
    assert noted.facts["unit"] == CONSUMERS
    assert figures_of(consultation, LATE.date()).replied == 0


def test_what_is_no_reply_is_refused(consultation: Consultation, cast: Cast) -> None:
    """Comments without any, none beside some, no signature, and a letter that was not sent."""
    [letter] = asked(consultation, cast)
    say = Replied(reply="comments", signed_by="王敏", comments=[Said(text="面积太小")])

    def tried(answer: Replied, to: Letter = letter) -> str:
        return refused(lambda: reply(to, answer, person=None, at=SOON))

    assert tried(Replied(reply="comments", signed_by="王敏")) == "comments_missing"
    assert tried(none(" ")) == "signature_missing"
    reply(letter, say, person=None, at=SOON)
    assert tried(none()) == "has_comments"
    add_units(consultation, [NewUnit(unit="江原大学")], actor=cast.officer)
    assert tried(none(), consultation.letters.get(unit="江原大学")) == "not_sent"


def test_a_reply_on_paper_is_entered_with_the_day_it_came(
    consultation: Consultation, cast: Cast
) -> None:
    """By the desk alone; one that came too late is refused like any other."""
    [letter] = asked(consultation, cast)
    paper = Replied(reply="none", signed_by="李主任", received=dt.date(2026, 6, 20))
    later = at(dt.date(2026, 6, 25))
    by_stranger = refused(
        lambda: reply(letter, paper, person=None, at=later, stated_by=cast.stranger)
    )
    assert by_stranger == "not_the_desk"
    early = Replied(reply="none", signed_by="李主任", received=dt.date(2026, 5, 1))
    assert (
        refused(lambda: reply(letter, early, person=None, at=later, stated_by=cast.officer))
        == "received_outside"
    )
    reply(letter, paper, person=None, at=later, stated_by=cast.officer)
    letter.refresh_from_db()
    assert (letter.reply, letter.stated_by) == ("none", cast.officer)


def test_units_are_reminded_at_most_once_a_day(consultation: Consultation, cast: Cast) -> None:
    """And not after they have replied."""
    one, other = asked(consultation, cast, CONSUMERS, TRAFFIC)
    reply(one, none(), person=None, at=SOON)
    assert chase(consultation, [one, other], actor=cast.officer, at=SOON) == 1
    assert chase(consultation, [one, other], actor=cast.officer, at=SOON) == 0
    assert Notice.objects.filter(kind="consultations.letter").count() == 2


def test_groups_the_rules_name_are_asked_for(cast: Cast) -> None:
    """Consumers always; of accessibility also disabled and elderly people's organisations."""
    held = opened(drafted(cast, 3, title="社区老年人无障碍设施规范"), cast)
    add_units(held, [NewUnit(unit=CONSUMERS, group="consumers")], actor=cast.officer)
    told = checklist(held, held.letters.all(), OPENS)
    assert [(one.group, one.basis) for one in told.lacking] == [
        ("department", "measures"),
        ("enterprise", "measures"),
        ("association", "measures"),
        ("education", "measures"),
        ("disabled", "barrier_free"),
        ("elderly", "barrier_free"),
    ]
    plain = checklist(opened(drafted(cast, 4), cast), [], OPENS)
    assert "disabled" not in {one.group for one in plain.groups}
    assert plain.rule is None
    assert not plain.is_short


def test_whom_a_region_usually_asks_is_proposed(consultation: Consultation, cast: Cast) -> None:
    """Units of earlier letters and departments that look on; not those on the list already."""
    asked(consultation, cast, CONSUMERS, "江原大学")
    project = drafted(cast, 2)
    project.watchers.add(unit_of(TRAFFIC))
    other = opened(project, cast)
    add_units(other, [NewUnit(unit="江原大学")], actor=cast.officer)
    assert [(one.unit, one.source) for one in usual_units(other)] == [
        (CONSUMERS, "letters"),
        (TRAFFIC, "watchers"),
    ]


def test_a_unit_replies_by_its_code(
    consultation: Consultation, cast: Cast, browser: Browse
) -> None:
    """A wrong code is refused; the right one shows the page, signs for it, and takes comments."""
    [letter] = asked(consultation, cast)
    page = browser(None)
    with set_to(SOON):
        wrong = page.post("/consultations/letters", {"code": "AAAA-AAAA-AAAA-AAAA"})
        assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        page.post("/consultations/letters", {"code": letter_code(letter)})
        shown = page.get("/consultations/letters")
        assert CONSUMERS in shown.content.decode()
        said = {"clause": "4.1", "text": "面积太小", "proposal": "", "signed_by": "王敏"}
        assert page.post("/consultations/letters/say", said).status_code == HTTPStatus.FOUND
        assert page.post("/consultations/letters/say", said).status_code == HTTPStatus.FOUND
        no_more = page.post("/consultations/letters/none", {"signed_by": "王敏"})
        assert no_more.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    letter.refresh_from_db()
    assert (letter.opened, letter.reply, letter.replied_by) == (SOON, "comments", "王敏")
    made = consultation.comments.get()  # sent twice, it is one
    assert (made.clause, made.passage, made.unit) == ("4.1", "4.1", CONSUMERS)


def test_a_unit_signed_in_sees_its_own_letters_alone(
    consultation: Consultation, cast: Cast, browser: Browse
) -> None:
    """The letter of another unit is not there; a reply after the end is refused on the page."""
    [letter] = asked(consultation, cast, TRAFFIC)
    address = f"/desk/letters-to-us/{letter.pk}"
    with set_to(SOON):
        assert browser(cast.citizen).get(address).status_code == HTTPStatus.NOT_FOUND
        ours = browser(cast.stranger)
        assert ours.get(address).status_code == HTTPStatus.OK
        assert str(letter.pk) in ours.get("/desk/letters-to-us").content.decode()
    with set_to(LATE):
        late = ours.post(f"{address}/none", {"signed_by": "路人"})
    assert late.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Event.objects.filter(kind="consultations.reply_late").count() == 1


def test_the_desk_lists_sends_and_prints(
    consultation: Consultation, cast: Cast, browser: Browse
) -> None:
    """By the page; the letters come with what is attached; others are kept out."""
    address = f"/desk/consultations/{consultation.pk}/letters"
    assert browser(cast.stranger).get(address).status_code == HTTPStatus.FORBIDDEN
    desk = browser(cast.officer)
    with set_to(SOON):
        bad = desk.post(address, {"group": "consumers", "units": "示范 x@"})
        assert bad.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        desk.post(address, {"group": "consumers", "units": f"{CONSUMERS} a@example.org\n江原大学"})
        rows = list(consultation.letters.order_by("pk"))
        assert [(one.unit, one.email) for one in rows] == [
            (CONSUMERS, "a@example.org"),
            ("江原大学", ""),
        ]
        desk.post(f"{address}/send", {"letter": [one.pk for one in rows], "due": ""})
        assert consultation.letters.filter(sent=SOON.date()).count() == 2
        twice = desk.post(f"{address}/send", {"letter": [rows[0].pk], "due": ""}, follow=True)
        assert "都已经发过函" in twice.content.decode()
        paper = {"reply": "none", "received": "2026-06-10", "signed_by": "李主任"}
        stated = desk.post(f"/desk/consultations/letters/{rows[1].pk}/reply", paper)
        assert stated.status_code == HTTPStatus.FOUND
        packed = desk.get(f"{address}.zip")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as package:
        assert set(package.namelist()) >= {
            f"{CONSUMERS}.docx",
            "江原大学.docx",
            "附件/地方标准征求意见表.docx",
            f"附件/{consultation.draft.name}",
        }


def test_the_page_of_letters_asks_the_same_number_of_questions(
    consultation: Consultation,
    cast: Cast,
    browser: Browse,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    """With two units and with eight."""
    asked(consultation, cast, "甲单位", "乙单位")
    desk = browser(somebody("主管", "江原省市场监督管理局", Role.OPERATOR))
    address = f"/desk/consultations/{consultation.pk}/letters"
    with set_to(SOON):
        desk.get(address)
        with django_assert_max_num_queries(60) as two:  # type: ignore[attr-defined]
            desk.get(address)
        asked(consultation, cast, *(f"单位{n}" for n in range(6)))
        with django_assert_max_num_queries(len(two)):  # type: ignore[attr-defined]
            desk.get(address)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("9999-01-01", "1900 到 2200 年"),
        ("2026-12-31", "今天和征求意见截止日之间"),
        ("abc", "日期"),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_it_and_nothing_is_lost(
    day: str, words: str, consultation: Consultation, cast: Cast, browser: Browse
) -> None:
    """The day stands there as it was typed, the units stay ticked, and no letter was sent."""
    add_units(consultation, [NewUnit(unit=CONSUMERS), NewUnit(unit=TRAFFIC)], actor=cast.officer)
    letter = consultation.letters.get(unit=TRAFFIC)
    with set_to(SOON):
        address = f"/desk/consultations/{consultation.pk}/letters/send"
        answer = browser(cast.officer).post(address, {"letter": [letter.pk], "due": day})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in page
    assert f'value="{day}"' in page
    assert page.count(" checked") == 1
    assert f'id="letter-{letter.pk}" checked' in page
    assert not consultation.letters.filter(sent__isnull=False).exists()


def test_who_drafts_it_is_not_proposed_as_somebody_to_ask(
    consultation: Consultation, cast: Cast
) -> None:
    """A unit that was asked before and drafts now, or looks on, is left out."""
    asked(consultation, cast, CONSUMERS, LEADER)
    other = opened(drafted(cast, 2), cast)
    assert [one.unit for one in usual_units(other)] == [CONSUMERS]


def test_units_are_named_by_what_can_be_seen(
    consultation: Consultation, cast: Cast, browser: Browse
) -> None:
    """Signs that turn the line are taken out; a line of signs without width names nobody."""
    address = f"/desk/consultations/{consultation.pk}/letters"
    told = {"group": "consumers", "units": "江原\u202e大学"}
    browser(cast.officer).post(address, told)
    assert [one.unit for one in consultation.letters.all()] == ["江原大学"]
    blank = {"group": "consumers", "units": "江原银行\n\u200b\u200b"}
    assert browser(cast.officer).post(address, blank).status_code == 422
    assert consultation.letters.count() == 1
