"""The form of an edition: its fields as they stand; what is changed is stated, with a reason."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.actions.deciding import Statement
from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.catalogue.wording import FIELD, NATURE_WORD
from biaozhun.cloud.cataloguing.queries.editing import present
from biaozhun.cloud.cataloguing.wording import RELATION, STATUS_WORD
from biaozhun.core.bibliography import (
    STATED_BY_OPERATORS,
    NatureWord,
    RelationKind,
    StatedRelation,
    StatusWord,
)
from biaozhun.core.classification import ccs, ics, industry
from biaozhun.core.number import NumberError, parse

DATES = ("published", "in_force", "withdrawn", "suspended", "resumed", "reviewed")
LISTS = ("drafting_units", "drafters", "ics", "ccs", "industry", "keywords", "tags")
LONG = ("summary", *LISTS)
_CODES: Mapping[str, Callable[[str], object]] = {
    "ics": ics.read,
    "ccs": ccs.read,
    "industry": industry.read,
}
WORDS: Mapping[str, Mapping[StatusWord, Promise] | Mapping[str, Promise]] = {
    "status": STATUS_WORD,
    "nature": NATURE_WORD,
}
LONGEST = 20_000  # characters of a field
ADDED = ("relation_kind", "relation_number", "relation_date", "relation_basis")


class LinesField(forms.CharField):
    """Text of several lines, whatever a browser ends them with."""

    def to_python(self, value: object) -> str:
        """The text with line feeds, so that what was not touched is equal to what was shown."""
        return "\n".join((super().to_python(value) or "").splitlines())


def field_for(name: str) -> forms.Field:
    """The field of a form for a field of a record; lists are written a line each."""
    if name in DATES:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(required=False, label=FIELD[name], widget=widget)
    if name in WORDS:
        words = [("", "—"), *((str(word), text) for word, text in WORDS[name].items())]
        return forms.ChoiceField(required=False, label=FIELD[name], choices=words)
    rows = {"rows": 3} if name in LONG else {"rows": 1}
    return LinesField(
        required=False,
        label=FIELD[name],
        max_length=LONGEST,
        widget=forms.Textarea(attrs=rows),
        help_text=_("每行一个。") if name in LISTS else "",
    )


def written(value: object) -> object:
    """A value as its field of the form shows it."""
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value


def read(name: str, value: object) -> object:
    """A value of the form as a record holds it.

    Raises:
        ValidationError: a code of a classification is none.
    """
    if name in LISTS:
        items = [line.strip() for line in str(value or "").splitlines()]
        codes = tuple(dict.fromkeys(item for item in items if item))
        if name in _CODES:
            _check_codes(name, codes)
        return codes
    if name in DATES:
        return value if isinstance(value, dt.date) else None
    if name == "status":
        return StatusWord(str(value)) if value else None
    if name == "nature":
        return NatureWord(str(value)) if value else None
    text = str(value or "").strip()
    return text if name == "summary" else " ".join(text.split())


def _check_codes(name: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        cell = _CODES[name](code)
        if getattr(cell, "faults", ()) or not getattr(cell, "codes", ()):
            raise forms.ValidationError(_("没有这个分类号：%(code)s"), params={"code": code[:40]})


class ReasonForm(forms.Form):
    """Why, and where that can be seen."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("读者会看到：凭什么这样核定。"),
    )
    evidence = forms.CharField(
        label=_("依据"),
        max_length=500,
        required=False,
        help_text=_("网址、公告号或文献名，可以不写。"),
    )


class EditForm(ReasonForm):
    """Every field that can be stated, the relations one by one, and the reason."""

    relation_kind = forms.ChoiceField(
        label=_("增加关系"),
        required=False,
        choices=[("", "—"), *((str(kind), word) for kind, word in RELATION.items())],
    )
    relation_number = forms.CharField(label=_("另一标准的编号"), required=False, max_length=190)
    relation_date = forms.DateField(
        label=_("自何日"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    relation_basis = forms.CharField(label=_("关系的依据"), required=False, max_length=500)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        edition: Edition | None,
        suggested: str = "",
    ) -> None:
        initial = {n: written(present(edition, n)) for n in STATED_BY_OPERATORS}
        super().__init__(data, initial=initial | {"relation_kind": suggested})
        self._own = edition
        for name in STATED_BY_OPERATORS:
            self.fields[name] = made = field_for(name)
            # compared with what was shown, not with what an import has made of it meanwhile
            made.show_hidden_initial = True
        self.relations = (
            {str(r.pk): stated_relation(r, edition) for r in edition.stated_relations.all()}
            if edition
            else {}
        )
        self.fields["denied"] = forms.MultipleChoiceField(
            required=False,
            label=_("不成立的关系"),
            choices=[(key, f"{RELATION[r.kind]} {r.number}") for key, r in self.relations.items()],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, object]:
        """Read the values; a relation has a kind and a number."""
        said: dict[str, object] = super().clean() or {}
        self._tell_what_came_between()
        for name in STATED_BY_OPERATORS:
            if name in said:
                try:
                    said[name] = read(name, said[name])
                except forms.ValidationError as error:
                    self.add_error(name, error)
        kind, number = said.get("relation_kind"), said.get("relation_number")
        if bool(kind) != bool(number) and "relation_number" not in self.errors:
            self.add_error("relation_number", _("关系要有种类和编号。"))
        elif number:
            try:
                said["relation_number"] = parse(str(number)).canonical
            except NumberError:
                self.add_error("relation_number", _("这不是标准编号。"))
        return said

    def _tell_what_came_between(self) -> None:
        """Let nobody overwrite unseen what another keeper stated since the form was opened.

        Sent once more, the form stands against what is there now.
        """
        data: Any = copy(self.data)  # of a request it is copied with all values of a name
        for name in self.changed_data:
            key = self.add_initial_prefix(name)
            if name not in STATED_BY_OPERATORS or key not in data:
                continue
            there = _as_sent(self.get_initial_for_field(self.fields[name], name))
            if there in (_as_sent(data[key]), _as_sent(data.get(name))):
                continue
            words = dict(getattr(self.fields[name], "choices", ())).get(there, there)
            told = _("您打开这一页以后，这一项已改为“{value}”。要改成您写的，请再核定一次。")
            self.add_error(name, told.format(value=words or "—"))
            data[key] = there
        self.data = data

    def statement(self) -> Statement:
        """What was changed, of a form without errors."""
        said = self.cleaned_data
        changed = [name for name in STATED_BY_OPERATORS if name in self.changed_data]
        added: tuple[StatedRelation, ...] = ()
        if said["relation_kind"]:
            added = (
                StatedRelation(
                    kind=RelationKind(said["relation_kind"]),
                    number=said["relation_number"],
                    date=said["relation_date"],
                    basis=said["relation_basis"],
                ),
            )
        return Statement(
            reason=said["reason"],
            evidence=said["evidence"],
            fields={name: said[name] for name in changed},
            added=added,
            denied=tuple(self.relations[key] for key in said["denied"]),
        )


def _as_sent(value: object) -> str:
    """A value of a field as a browser sends it, however it ends its lines."""
    return "\n".join(line.strip() for line in str(value or "").strip().splitlines())


def stated_relation(relation: Relation, edition: Edition) -> StatedRelation:
    """A relation of the tables as a source states it."""
    return StatedRelation(
        kind=RelationKind(relation.kind),
        number=relation.other_number,
        inverse=relation.subject != edition.slug,
    )


class ChoiceForm(ReasonForm):
    """Which value of a disagreement is right, or another one; of relations one that is told."""

    def __init__(
        self, data: Mapping[str, object] | None = None, *, field: str, choices: Sequence[str]
    ) -> None:
        super().__init__(data)
        self._field = field
        keys = [(key, "") for key in choices]
        if field != "relations":
            keys += [("other", ""), ("nothing", "")]
            self.fields["value"] = field_for(field)
        self.fields["choice"] = forms.ChoiceField(label=_("核定为"), choices=keys)

    def clean(self) -> dict[str, object]:
        """Another value is read as its field demands."""
        said: dict[str, object] = super().clean() or {}
        if said.get("choice") == "other" and "value" not in self.errors:
            try:
                said["value"] = read(self._field, said.get("value"))
            except forms.ValidationError as error:
                self.add_error("value", error)
            else:
                if not said["value"]:
                    self.add_error("value", _("请写出另一个值。"))
        return said
