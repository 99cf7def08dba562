"""Why a file or a text could not be checked, and what to do, by the codes of its error."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.wording import REJECTION
from biaozhun.cloud.validity.wording import Words

FAULT: Words = {
    "nothing_sent": _("没有选文件，也没有粘贴文字。请选一个文件，或者把文字、清单贴进来。"),
    "several_doors": _("一次只查一样：请只选文件，或只贴文字，或只贴清单。"),
    "empty_file": _("文件是空的。请检查保存或下载是否完整。"),
    "unreadable_file": _("文件打不开。请再传一次。"),
    "binary_file": _("这不是文本，也不是认得的文件。请另存为 DOCX、PDF、XLSX、HTML 或 TXT。"),
    "wrong_encoding": _("文字的编码认不出来。请另存为 UTF-8 的文本。"),
    "truncated_file": _("文件不完整，到中途断了。请重新保存或下载。"),
    "compression_bomb": _("压缩的文件展开后大得不合理，没有打开。"),
    "too_many_columns": _("表格的列太多。请删去与标准无关的列。"),
    "too_large": _("文件太大，读不进来。请分成几份，或只留有引用的部分。"),
    "too_many_rows": _("行数超过上限。请分成几份，一份一份地查。"),
    "broken_file": _("文件已损坏，打不开。请用原来的软件打开，另存一份再传。"),
    "broken_json": _("JSON 不完整，读不出来。"),
    "broken_yaml": _("YAML 写法有误，读不出来。"),
    "encrypted_file": _("文件加了密。请去掉密码，另存一份再传。"),
    "signed_file": _("文件带有数字签名，加批注会使签名失效，所以没有加。"),
    "changed_file": _("这不是检查过的那份文件，或者检查之后改动过。请重新检查。"),
    "unsupported_format": _(
        "不支持这种文件。请另存为 DOCX、PDF、XLSX、HTML、TXT 或 Markdown；几个文件可打成一个 ZIP。"
    ),
    "no_text": _("文件里只有图片，没有文字。请先做文字识别（OCR），或把引用的标准贴成清单。"),
    "too_many_aliases": _("文件里的引用太多或互相嵌套，没有打开。"),
    "nested_too_deep": _("文件嵌套太深，没有打开。"),
    "not_a_file": _("这不是一个文件。"),
    "empty_folder": _("压缩包里没有可以读的文件。"),
    "reader_killed": _("读这个文件的程序中途停了，文件可能有问题。请另存为 PDF 或 TXT 再试。"),
    "packed_file": _("这种压缩包打不开。请解开，或改用 ZIP。"),
    "broken_page": _("这一页读不出来。"),
    "reader_timeout": _("读这个文件用的时间太长，已经停下。请分成几份再试。"),
    "reader_memory": _("读这个文件用的内存太多，已经停下。请分成几份再试。"),
    "too_many_checks": _("这一小时里从您这里来的检查太多了。请稍后再试。"),
    "text_too_long": _("文字太长。请存成文件再传，或分成几份。"),
    "too_many_citations": _("引用的标准太多，一次查不完。请分成几份。"),
    "no_number_column": _(
        "看不出哪一列是标准编号。请把那一列的表头写成“标准编号”，或把编号贴成清单；"
        "如果它不是清单，请选“逐格查其中的文字”。"
    ),
    "unknown_sheet": _("没有这个工作表。"),
    "nothing_found": _("没有找到这段文字；请照原文抄写。"),
    "not_finished": _("还没有检查完，请等一等再试。"),
    "no_such_form": _("没有这种报告，或者这个文件做不出这种报告。"),
    "idempotency_key_reused": _("这个幂等键已经用于别的内容。"),
    "no_report_shown": _("没有输入编号，也没有选文件。请填其中一样。"),
    "number_unreadable": _("填的不是标准编号。请写成 GB/T 1.1-2020 的样子。"),
    "too_many_corrections": _("改过的读法太多了，请把原文改好再查。"),
    "callback_too_long": _("回调地址太长。"),
    "check_gone": _("这次检查已经删去。请再查一次。"),
    "check_failed": _("平台出了错，会自动再试一次。这不是您的问题。"),
    "check_refused": _("这样查不了。请检查填写的内容。"),
    "file_gone": _("上传的文件已经删去，这种报告做不出来了。请重新上传。"),
}
"""Each sentence says what to do; the code and the place stand beside it."""


def fault(code: str) -> str:
    """Why something could not be checked; one sentence covers what has none of its own."""
    return str(FAULT.get(code) or REJECTION.get(code) or FAULT["broken_file"])
