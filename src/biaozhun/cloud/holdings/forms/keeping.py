"""Forms of places, licences and goals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.models import Goal, Licence, Place, Seat

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """A room, a shelf, an online address."""

    code = forms.CharField(label=_("代码"), max_length=40)
    name = forms.CharField(label=_("名称"), max_length=200)
    kind = forms.ChoiceField(label=_("种类"), choices=lambda: list(wording.PLACE_KIND.items()))
    parent = forms.ModelChoiceField(Place.objects.all(), label=_("属于"), required=False)

    class Meta:
        """The fields that are stored."""

        model = Place
        fields = ("code", "name", "kind", "parent")

    def clean_parent(self) -> Place | None:
        """A place does not lie in itself, however far down."""
        parent: Place | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if above.pk == self.instance.pk:
                raise forms.ValidationError(_("一个馆藏地不能属于它自己。"), code="circle")
            above = above.parent
        return parent


class LicenceForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """Terms on which copies may be read."""

    name = forms.CharField(label=_("名称"), max_length=200)
    kind = forms.ChoiceField(label=_("种类"), choices=lambda: list(wording.LICENCE_KIND.items()))
    seats = forms.IntegerField(
        label=_("席位数"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("同时可读的人数；不填表示不限。"),
    )
    valid_from = forms.DateField(label=_("起"), required=False, widget=_DAY)
    valid_until = forms.DateField(label=_("止"), required=False, widget=_DAY)
    terms = forms.CharField(
        label=_("条款"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        """The fields that are stored."""

        model = Licence
        fields = ("name", "kind", "seats", "valid_from", "valid_until", "terms")

    def clean_seats(self) -> int | None:
        """Seats that are taken are not taken away."""
        seats: int | None = self.cleaned_data["seats"]
        if self.instance.pk and seats is not None:
            held = Seat.objects.filter(
                licence=self.instance, released__isnull=True, until__gte=today()
            )
            if held.filter(place_no__gt=seats).exists():
                raise forms.ValidationError(_("正在使用的席位比这更多。"), code="seats_taken")
        return seats


class GoalForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """A number to be reached."""

    year = forms.IntegerField(label=_("年份"), min_value=2000, max_value=2100)
    target = forms.IntegerField(label=_("目标数"), min_value=1, max_value=10**12)
    measure = forms.ChoiceField(label=_("计数对象"), choices=lambda: list(wording.MEASURE.items()))
    family = forms.ChoiceField(
        label=_("类别"),
        required=False,
        choices=lambda: [("", _("全部类别")), *wording.FAMILY.items()],
    )
    basis = forms.CharField(label=_("依据"), max_length=300, help_text=_("规划文件的名称和条款。"))

    class Meta:
        """The fields that are stored."""

        model = Goal
        fields = ("year", "target", "measure", "family", "basis")
