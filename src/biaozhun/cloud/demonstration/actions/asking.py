"""Demands and suggestions of the invented people, and what became of them."""

import datetime as dt

from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand
from biaozhun.cloud.demands.actions.filing import Sender, file_demand, file_suggestion
from biaozhun.cloud.demands.actions.suggestions import SuggestionStep, step_suggestion
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demonstration.actions.bodies import Province
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.pieces import once
from biaozhun.cloud.demonstration.words import FIELDS, words
from biaozhun.cloud.foundation.clock import set_to

FATES = ("open", "assigned", "answered", "declined")


def ask(place: int, day: dt.date, own: Province) -> None:
    """One demand and one suggestion of a day, with the answers they got."""
    with set_to(moment(day)):
        once(f"demand:{place}", Demand, lambda: _demand(place, day, own))
        once(f"suggestion:{place}", Suggestion, lambda: _suggestion(place, day, own))


def _demand(place: int, day: dt.date, own: Province) -> Demand:
    field = FIELDS[place % 4]
    subject = words().subjects[field][-1 - place // 4 % 20]
    told = {
        "title": f"{subject}缺少统一要求",
        "text": f"各地{subject}的做法不同，出了问题没有依据，希望制定标准。",
        "concerned": "群众、经营者和监督部门",
        "field": field,
        "ics": [words().classes[field][0][0]],
        "level": "local",
        "known": "",
        "standards": [],
        "division": "",
    }
    sender = Sender(person=own.citizens[place % 2], form=f"demonstration-demand-{place}")
    made = file_demand(told, sender=sender, at=moment(day))
    officer = own.officers["province", "handler"]
    fate = FATES[place % len(FATES)]
    later = moment(day + dt.timedelta(days=6))
    if fate == "open":
        return made
    department = own.departments["province", field]
    step_demand(made, "assign", DemandStep(department=department), actor=officer, at=later)
    if fate == "answered":
        said = DemandStep(text="已列入明年的立项指南，欢迎有关单位申报。")
        step_demand(made, "answer", said, actor=own.clerks[department.pk], at=later)
    if fate == "declined":
        said = DemandStep(text="国家标准正在制定，请待其发布。")
        step_demand(made, "decline", said, actor=own.clerks[department.pk], at=later)
    return made


def _suggestion(place: int, day: dt.date, own: Province) -> Suggestion:
    field = FIELDS[(place + 1) % 4]
    subject = words().subjects[field][-2 - place // 4 % 20]
    department = own.departments["province", field]
    told = {
        "title": f"{subject}{words().forms[field][0]}",
        "necessity": words().said["necessity"],
        "scope": f"适用于示范省内的{subject}。",
        "contents": "总体要求、过程要求、检查和记录。",
        "drafting_unit": own.units[field][0].name,
        "field": field,
        "ics": [words().classes[field][0][0]],
        "known": "",
        "standards": [],
        "department": department if place % 3 else None,
        "demand": None,
    }
    sender = Sender(person=own.citizens[place % 2], form=f"demonstration-suggestion-{place}")
    made = file_suggestion(told, sender=sender, at=moment(day))
    if place % 3 == 2:
        said = SuggestionStep(text="与在研项目重复，建议参加该项目的起草。")
        later = moment(day + dt.timedelta(days=9))
        step_suggestion(made, "decline", said, actor=own.clerks[department.pk], at=later)
    return made
