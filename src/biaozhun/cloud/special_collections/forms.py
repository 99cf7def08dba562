"""What stands in the addresses and forms of the special collections, read and bounded."""

from typing import Final

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.special_collections.actions.tables import MOST_BYTES
from biaozhun.cloud.special_collections.models import Collection, Item, Node, Term
from biaozhun.cloud.special_collections.queries.shelves import Filters
from biaozhun.cloud.special_collections.wording import FACET, HELD, KIND

LONGEST: Final = 100  # characters of a filter
_CODE = RegexValidator(r"\A[^\s,;/?#]+\Z", _("代号里不能有空格、逗号、分号和斜线。"))


def filters(query: QueryDict) -> Filters:
    """The filters of a page of items; anything at all is a filter that may find nothing."""
    asked = {name: clean(query.get(name, ""))[:LONGEST] for name in ("node", "discipline", "stage")}
    kind = query.get("kind", "")
    return Filters(
        **asked,
        kind=kind if kind in Item.Kind.values else "",
        text=clean(query.get("q", ""))[:LONGEST],
    )


class CollectionForm(forms.Form):
    """The facts of a collection."""

    title = forms.CharField(label=pgettext_lazy("special collection", "名称"), max_length=200)
    title_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    purpose = forms.CharField(
        label=_("做什么用"),
        max_length=300,
        required=False,
        help_text=_("一句话，列在专题库的单子上。"),
    )
    description = forms.CharField(
        label=_("说明"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    kept_by = forms.CharField(label=_("维护单位"), max_length=200, required=False)
    query = forms.CharField(
        label=_("按检索收录"),
        max_length=4000,
        required=False,
        help_text=_("检索页网址里问号后面的部分；留空就是手工收录。每天夜里重新检索一次。"),
    )


class NewCollectionForm(CollectionForm):
    """The facts of a new collection, with its place among the addresses."""

    slug = forms.SlugField(
        label=_("网址名"),
        max_length=60,
        help_text=_("小写字母、数字和连字符，例如 construction；定了就不再改。"),
    )
    field_order = ("title", "slug")

    def clean_slug(self) -> str:
        """In small letters, so that an address has one spelling; ``new`` is that of a page."""
        slug = str(self.cleaned_data["slug"]).lower()
        if slug == "new":
            raise forms.ValidationError(_("这个网址名留作别用，请换一个。"))
        return slug


class NodeForm(forms.Form):
    """A node of the tree."""

    code = forms.CharField(
        label=pgettext_lazy("special collection", "代号"), max_length=40, validators=[_CODE]
    )
    title = forms.CharField(label=pgettext_lazy("special collection", "名称"), max_length=200)
    parent = forms.ModelChoiceField(
        label=_("上级"), queryset=Node.objects.none(), required=False, empty_label=_("（最上级）")
    )
    order = forms.IntegerField(label=_("次序"), min_value=0, max_value=100_000, required=False)

    def __init__(self, collection: Collection, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["parent"].queryset = collection.nodes.all()  # type: ignore[attr-defined]  # the field is a choice of models


class TableForm(forms.Form):
    """A table as a file or as pasted lines."""

    file = forms.FileField(label=_("CSV 文件"), required=False)
    table = forms.CharField(
        label=_("或贴在这里"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PlaceForm(forms.Form):
    """A pasted list of numbers and where they go."""

    numbers = forms.CharField(
        label=_("标准编号，每行一个"), widget=forms.Textarea(attrs={"rows": 8}), max_length=200_000
    )
    node = forms.ModelChoiceField(
        label=_("放到"),
        queryset=Node.objects.none(),
        required=False,
        empty_label=_("（不放进目录）"),
    )

    def __init__(self, collection: Collection, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["node"].queryset = collection.nodes.all()  # type: ignore[attr-defined]  # the field is a choice of models


class ItemForm(forms.Form):
    """One item, with the cells that a table of items has."""

    kind = forms.ChoiceField(label=_("种类"), choices=list(KIND.items()))
    number = forms.CharField(label=_("编号"), max_length=190)
    title = forms.CharField(
        label=pgettext_lazy("special collection", "名称"), max_length=2000, required=False
    )
    issuer = forms.CharField(label=_("发布单位"), max_length=200, required=False)
    date = forms.DateField(
        label=_("日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    status = forms.CharField(
        label=pgettext_lazy("special collection", "状态"),
        max_length=60,
        required=False,
        help_text=_("标准的状态由本馆推算，不用填。"),
    )
    node = forms.ModelChoiceField(
        label=_("放到"),
        queryset=Node.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("（不放进目录）"),
    )
    discipline = forms.ModelChoiceField(
        label=FACET["discipline"],
        queryset=Term.objects.none(),
        to_field_name="code",
        required=False,
    )
    stage = forms.ModelChoiceField(
        label=FACET["stage"], queryset=Term.objects.none(), to_field_name="code", required=False
    )
    rests_on = forms.CharField(
        label=_("依据的标准"), max_length=2000, required=False, help_text=_("几个编号用分号隔开。")
    )
    inspection_link = forms.CharField(label=_("检验链接"), max_length=500, required=False)

    def __init__(self, collection: Collection, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["node"].queryset = collection.nodes.all()  # type: ignore[attr-defined]  # the field is a choice of models
        for facet in Term.Facet.values:
            terms = collection.terms.filter(facet=facet)
            self.fields[facet].queryset = terms  # type: ignore[attr-defined]  # likewise

    @property
    def cells(self) -> dict[str, str]:
        """The cells as they would stand in a table."""
        told = self.cleaned_data
        named = {name: told[name].code if told[name] else "" for name in _NAMED}
        plain = {name: told[name] for name in told if name not in {*_NAMED, "date"}}
        return {**plain, **named, "date": told["date"].isoformat() if told["date"] else ""}


_NAMED = ("node", "discipline", "stage")


class HoldForm(forms.Form):
    """Whether an item is kept or left out whatever the search finds, and why."""

    held = forms.ChoiceField(label=_("收录"), choices=list(HELD.items()))
    reason = forms.CharField(label=_("理由"), max_length=300, required=False)
