"""Forms about copies, wishes and orders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.wording import FAULT as NUMBER_FAULT
from biaozhun.cloud.catalogue.wording import written
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.actions.acquiring import MOST_COPIES
from biaozhun.cloud.holdings.importers.copies import CellError, price_of
from biaozhun.cloud.holdings.models import Licence, Place
from biaozhun.cloud.holdings.queries.numbers import Named, held_or_named
from biaozhun.core.number import NumberError

LONGEST_REASON = 1000  # characters


class NumberField(forms.CharField):
    """A standard number in any spelling, or the slug of a record; cleaned to its names."""

    def clean(self, value: object) -> Named | None:
        """Read it.

        Raises:
            ValidationError: it is no number.
        """
        text = super().clean(value)
        if not text:
            return None
        try:
            return held_or_named(text)
        except NumberError as error:
            reason = written(NUMBER_FAULT, error.code)
            sentence = _("“%(text)s”读不成标准编号：%(reason)s")
            raise forms.ValidationError(
                sentence, params={"text": text[:60], "reason": reason}, code=error.code
            ) from error


class PriceField(forms.CharField):
    """A price such as 42.50, cleaned to hundredths."""

    def clean(self, value: object) -> int | None:
        """Read it.

        Raises:
            ValidationError: it is no price.
        """
        try:
            return price_of(super().clean(value))
        except CellError as error:
            raise forms.ValidationError(str(wording.FAULT["price"]), code="price") from error


def _number(**more: object) -> NumberField:
    return NumberField(label=_("标准编号"), max_length=190, **more)  # type: ignore[arg-type]


def _media() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("载体"), choices=lambda: list(wording.MEDIUM.items()))


def _languages() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("语种"), choices=lambda: list(wording.LANGUAGE.items()))


def _price() -> PriceField:
    return PriceField(label=_("单价"), max_length=20, required=False, help_text=_("如 42.50"))


def _currency() -> forms.RegexField:
    return forms.RegexField(
        r"^[A-Z]{3}$",
        label=_("币种"),
        initial="CNY",
        error_messages={"invalid": _("币种应是三个字母，如 CNY。")},
    )


class WishForm(forms.Form):
    """What a reader would like the library to hold."""

    number = _number()
    medium = _media()
    reason = forms.CharField(
        label=_("用途或理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("写明用途，采访时据此安排先后。"),
    )


class CopyDetails(forms.Form):
    """What can be corrected of a copy."""

    title = forms.CharField(
        label=_("封面题名"),
        max_length=500,
        required=False,
        help_text=_("目录里没有这项标准时才需要。"),
    )
    medium = _media()
    language = _languages()
    licence = forms.ModelChoiceField(Licence.objects.all(), label=_("许可"), required=False)
    barcode = forms.CharField(
        label=_("条码"), max_length=60, required=False, help_text=_("不填则与登录号相同。")
    )
    price = _price()
    currency = _currency()
    supplier = forms.CharField(label=_("供应商"), max_length=200, required=False)
    acquired = forms.DateField(
        label=_("入藏日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class CopyForm(CopyDetails):
    """A copy that comes in outside an order."""

    number = _number()
    accession = forms.CharField(
        label=_("登录号"),
        max_length=40,
        required=False,
        help_text=_("已有登录号的旧藏才填写；不填由系统发放。"),
    )
    place = forms.ModelChoiceField(Place.objects.all(), label=_("馆藏地"), required=False)

    field_order = ("number", "title", "medium", "language", "place", "licence")


class ShelveForm(forms.Form):
    """Where a copy goes."""

    place = forms.ModelChoiceField(Place.objects.all(), label=_("馆藏地"))


class ReasonForm(forms.Form):
    """Why something is done that others will ask about."""

    reason = forms.CharField(label=_("理由"), max_length=LONGEST_REASON)


class OrderTerms(forms.Form):
    """What holds for every line of an order."""

    supplier = forms.CharField(label=_("供应商"), max_length=200)
    medium = _media()
    language = _languages()
    quantity = forms.IntegerField(
        label=_("每种册数"), min_value=1, max_value=MOST_COPIES, initial=1
    )
    price = _price()
    currency = _currency()


class OrderForm(OrderTerms):
    """An order for a number that nobody wished."""

    number = _number()

    field_order = ("number", "supplier")


class FileForm(forms.Form):
    """A table of copies."""

    file = forms.FileField(label=_("表格文件（CSV 或 XLSX）"))


class ScanForm(forms.Form):
    """The one field of the lending desk."""

    scan = forms.CharField(
        label=_("扫描条码；换读者时输入读者的电子邮箱"),
        max_length=254,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )


class CountForm(forms.Form):
    """Barcodes met during a count."""

    barcodes = forms.CharField(
        label=_("条码，一行一个"),
        max_length=120_000,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True, "autocomplete": "off"}),
    )
