"""The paper of a fair-competition review, filled from the signed act."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.screening.models import FairCompetitionReview
from biaozhun.cloud.screening.templatetags.screening import examined_rows
from biaozhun.cloud.screening.wording import CONCLUSION

FAIR_COMPETITION = "screening.fair_competition"


def fair_competition_values(key: int) -> Mapping[str, Any]:
    """What stands in the paper of a review.

    Raises:
        FairCompetitionReview.DoesNotExist: there is none.
    """
    review = FairCompetitionReview.objects.get(pk=key)
    with override("zh-hans"):  # the paper is Chinese, whatever page it is asked from
        conclusion = str(CONCLUSION[review.conclusion])
        rows = [
            {"方面": name, "条文": article, "审查情况": found or "没有发现问题"}
            for name, article, found in examined_rows(review)
        ]
    return {
        "标准名称": review.title,
        "审查对象": review.subject,
        "审查结论": conclusion,
        "审查意见": review.text,
        "审查人": review.signer_name,
        "职务": review.post,
        "审查单位": review.unit,
        "签署日期": f"{review.day.year}年{review.day.month}月{review.day.day}日",
        "审查内容": rows,
    }


register(
    PaperForm(
        name=FAIR_COMPETITION,
        words=_("公平竞争审查表"),
        title="公平竞争审查表",
        fields=(
            FormField(name="标准名称", sample="白茶加工技术规程"),
            FormField(name="审查对象", sample="proposals.application:1"),
            FormField(name="审查结论", sample="符合公平竞争审查要求"),
            FormField(name="审查意见", sample="草案限于加工过程的技术要求，不涉及准入和优惠。"),
            FormField(name="审查人", sample="张三"),
            FormField(name="职务", sample="处长"),
            FormField(name="审查单位", sample="示范省农业农村厅"),
            FormField(name="签署日期", sample="2026年11月23日"),
            FormField(
                name="审查内容",
                rows=(
                    FormField(name="方面", sample="市场准入和退出"),
                    FormField(name="条文", sample="公平竞争审查条例第八条"),
                    FormField(name="审查情况", sample="没有发现问题"),
                ),
            ),
        ),
        values=fair_competition_values,
    )
)
