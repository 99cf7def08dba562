"""Forms about documents and proceedings of a project."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.drafting.actions.documents import MOST_BYTES
from biaozhun.cloud.drafting.file_kinds import ACCEPT
from biaozhun.cloud.drafting.models import DocumentKind, Proceeding, Project
from biaozhun.cloud.drafting.wording import DOCUMENT, OUTCOME, PROCEEDING
from biaozhun.cloud.organisations.forms.fields import Day, words


class DocumentForm(forms.Form):
    """A document that is uploaded."""

    kind = forms.ChoiceField(label=_("种类"))
    file = forms.FileField(
        label=_("文件"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("最大 100 MB。稿件请用 Word（DOCX），读得出条文，也能比较两稿。"),
    )
    accompanies = forms.ChoiceField(
        label=_("编制说明随哪一稿"),
        required=False,
        help_text=_("只在上传编制说明时选；不选就是最新的一稿。"),
    )
    stated_day = Day(_("文件上的日期"))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  -- Django's form
        project: Project,
        without: Collection[str] = (),
        **kwargs: Any,  # noqa: ANN401  -- likewise
    ) -> None:
        """Which drafts a note may travel with, and which kinds are not this person's to bring."""
        super().__init__(*args, **kwargs)
        self.drafts = {
            str(one.pk): one
            for one in project.documents.filter(kind__startswith="draft_for").order_by("-pk")
        }
        kinds: forms.ChoiceField = self.fields["kind"]  # type: ignore[assignment]  # as declared
        offered = ((code, str(words)) for code, words in DOCUMENT.items() if code not in without)
        kinds.choices = [("", gettext("请选择")), *offered]
        drafts: forms.ChoiceField = self.fields["accompanies"]  # type: ignore[assignment]  # likewise
        drafts.choices = [
            ("", gettext("最新的一稿")),
            *(
                (pk, gettext("{kind}第 {n} 版").format(kind=DOCUMENT[one.kind], n=one.version))
                for pk, one in self.drafts.items()
            ),
        ]

    def clean_file(self) -> Any:  # noqa: ANN401  -- Django's own
        """The file; not one that is too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件太大，最多 100 MB。"))
        return file

    def clean(self) -> dict[str, Any]:
        """Only a note travels with a draft."""
        told = super().clean() or {}
        accompanies = told.get("accompanies")
        if accompanies and told.get("kind") != DocumentKind.EXPLANATORY_NOTE:
            self.add_error("accompanies", _("只有编制说明要选随哪一稿。"))
        told["accompanies"] = self.drafts.get(accompanies or "")
        return told


class Papers(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it cannot be subscribed
    """Documents of a project that belong to a proceeding."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401  -- Django's own
        """Kind, version and file."""
        return f"{DOCUMENT[obj.kind]} v{obj.version} {obj.name}"


class ConclusionForm(forms.Form):
    """How a proceeding stands."""

    began = Day(_("开始日期"))
    ended = Day(_("结束日期"))
    outcome = forms.ChoiceField(
        label=_("结论"),
        required=False,
        choices=[("", _("还在办理")), *OUTCOME.items()],
        help_text=_("征求意见办完选“已完成”；审核和审查按结论选。"),
    )
    open_items = forms.IntegerField(
        label=_("还没处理完的意见数"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("全部处理完填 0；不为 0 时不能送审。"),
    )
    note = words(_("说明或结论"), most=20_000, required=False, rows=4)
    papers = Papers(
        label=_("有关材料"),
        required=False,
        queryset=Proceeding.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("先上传，再在这里选。"),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Which papers may be chosen."""
        super().__init__(*args, **kwargs)
        papers: Papers = self.fields["papers"]  # type: ignore[assignment]  # as declared
        papers.queryset = project.documents.order_by("-pk")

    def clean_open_items(self) -> int:
        """None told is none open."""
        return self.cleaned_data["open_items"] or 0

    def clean_papers(self) -> tuple[Any, ...]:
        """The papers chosen."""
        return tuple(self.cleaned_data["papers"])


class ProceedingForm(ConclusionForm):
    """A proceeding that was held on paper."""

    kind = forms.ChoiceField(label=_("办理事项"), choices=[("", _("请选择")), *PROCEEDING.items()])
    field_order = ("kind", "began", "ended", "outcome", "open_items", "note", "papers")

    def __init__(self, *args: Any, without: Sequence[str] = (), **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Kinds that run here are not offered; who sends one of them is told why it is refused."""
        super().__init__(*args, **kwargs)
        kinds = self.fields["kind"].widget
        kinds.choices = [
            ("", _("请选择")),
            *((code, words) for code, words in PROCEEDING.items() if code not in without),
        ]
