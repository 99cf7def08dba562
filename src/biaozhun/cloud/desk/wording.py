"""What the desk calls things, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.wording import REJECTION

STATE = {
    "unmapped": _("等待说明各列"),
    "ready": _("等待试导"),
    "checking": _("正在试导"),
    "checked": _("等待确认"),
    "running": _("正在导入"),
    "interrupted": _("已中断"),
    "done": _("已完成"),
    "refused": _("没有成功"),
}

KIND = {
    "json": _("JSON 或 JSON Lines"),
    "table": _("文本表格（CSV、TSV）"),
    "xlsx": _("电子表格（XLSX）"),
    "docx": _("Word 文件"),
    "pdf": _("PDF 文件"),
    "html": _("网页"),
    "cards": _("卡片式文本"),
    "yaml": _("YAML"),
    "tar": _("YAML 的打包文件"),
}

SCHEDULE = {
    "by_hand": _("人工"),
    "daily": _("每天"),
    "weekly": _("每周"),
    "monthly": _("每月"),
}

WORK = {
    "merge": _("按新的先后次序重新合并"),
    "remove": _("移除来源"),
}

TASK = {
    "audit.seal": _("给操作记录加封"),
    "cataloguing.follow": _("按采信规则重新采信"),
    "cataloguing.follow_number": _("按编号的决定重新读行"),
    "cataloguing.undo": _("撤销一次导入"),
    "clocks.warn": _("提醒项目的期限"),
    "consultations.close": _("公开征求意见到期转入意见处理"),
    "consultations.mail_letter": _("用邮件发送征求意见函"),
    "consultations.read_draft": _("读取征求意见的稿件"),
    "desk.check": _("试导上传的文件"),
    "desk.clear_uploads": _("清理过了期的上传"),
    "desk.run": _("导入上传的文件"),
    "desk.work_on_source": _("重新合并或移除一个来源"),
    "drafting.read_document": _("读取并检查项目的稿件"),
    "exchange.bulk": _("生成批量数据"),
    "exchange.harvest": _("收割一个来源"),
    "exchange.harvest_due": _("收割到期的来源"),
    "green_channel.remind": _("提醒核查应急标准是否还需要"),
    "messaging.deliver": _("发送到期的消息"),
    "messaging.deliver_by_the_clock": _("重试没有送出的消息"),
    "messaging.send_digests": _("发送每日汇总邮件"),
    "messaging.thin_out": _("清理过了保存期的消息"),
    "special_collections.refresh_all": _("更新按检索建成的专题库"),
    "laws.look_again": _("每天查看法规引用的标准"),
    "laws.look_at_changes": _("查看目录变化触及的法规"),
    "metrics.answer_questions": _("答复到期的统计问题"),
    "organisations.remind": _("提醒议定事项和重大问题的期限"),
    "plans.remind": _("提醒任务期限，逾期升级"),
    "rounds.come_round": _("到期发起报送并催报"),
    "technical_reviews.count": _("到期的函审汇总计票"),
    "texts.read_citations": _("读出馆内全文里的引用"),
    "validity.age": _("清理过了保存期的检查"),
    "validity.run_check": _("检查一份文件"),
    "validity.tell_back": _("把检查结果告知调用方"),
    "watches.look_after_changes": _("查看目录变化触及的关注"),
    "watches.look_at_all": _("每天查看全部关注"),
}

FAULT = {
    "file_gone": _("文件已经不在了，或者读不到。请再上传一次。"),
    "upload_too_large": _("文件太大，超过本站的上限。可以分成几份，或由管理员在命令行导入。"),
    "no_number_column": _("没有哪一列的名称看得出是标准编号。"),
    "unknown_vocabulary": _("这些字段名不属于任何一种已知的格式。"),
    "column_missing": _("对照里的列，文件里没有。"),
    "several_lists": _("文件里有几个列表，看不出哪一个是标准。请把标准的列表单独存成一个文件。"),
    "unknown_sheet": _("没有这个工作表。"),
    "no_such_row": _("表格没有这一行。"),
    "too_many_columns": _("表格的列太多，一页放不下。请先删去与标准无关的列。"),
    "unsupported_format": _(
        "不支持这种文件。旧的 Office 文件请另存为 XLSX 或 DOCX；压缩包请先解开。"
    ),
    "empty_file": _("文件是空的。请检查下载是否完整。"),
    "binary_file": _("这不是文本，也不是这里认得的文件。请确认选对了文件。"),
    "compression_bomb": _("压缩的文件展开后大得不合理，没有打开。"),
    "truncated_file": _("压缩的文件不完整。请重新下载。"),
    "encrypted_file": _("文件加了密。请先解密。"),
    "broken_file": _("文件已损坏，打不开。"),
    "no_text": _("文件里只有图片，没有文字。"),
    "number_unmapped": _("还没有指出哪一列是标准编号。"),
    "bad_mapping_name": _("对照的名称写一行，最多四十个字。"),
    "column_twice": _("同一列不能既采用又忽略。"),
    "bad_date_format": _("日期写法不成立，应写成 %d/%m/%Y 的样子。"),
    "bad_delimiter": _("分隔符只能是一个字符。"),
    "unknown_encoding": _("没有这种字符编码。"),
    "unknown_field": _("没有这个项目。"),
    "unknown_status_word": _("没有这种状态。"),
    "source_name_invalid": _("来源的代号只用小写字母、数字、- 和 _，最多六十个字符。"),
    "upload_state": _("这一步现在不能做：它的状态刚刚变了。请看下面的现状。"),
    "source_in_work": _("后台正在处理这个来源，完成之后再改。"),
    "keepers_source": _(
        "这里存的是馆员的核定和裁定，不作为来源改动或移除。请在各标准的核定页上逐条撤回。"
    ),
    "import_format": _("这个文件读不出标准的列表。"),
    "too_large": _("文件太大，读不进来。"),
}
"""Why a file or an order was refused; the message in English stands beside."""

STATUS_WORD = {
    "in_force": _("现行"),
    "upcoming": _("即将实施"),
    "replaced": _("被代替"),
    "withdrawn": _("废止"),
    "suspended": _("暂缓实施"),
    "draft": _("草案、计划"),
}

ENCODING = {
    "": _("自动识别"),
    "utf-8": "UTF-8",
    "gb18030": "GB 18030（GBK）",
    "big5": "Big5",
    "utf-16": "UTF-16",
}

DELIMITER = {
    "": _("自动识别"),
    ",": _("逗号"),
    ";": _("分号"),
    "\t": _("制表符"),
    "|": _("竖线"),
}

HELP = {
    "number": _("如 GB/T 1.1-2020；每行都要有。"),
    "number_and_title": _("编号和名称写在一格里，会自动分开。"),
    "printed": _("来源印出的写法与通行写法不同时，原样保存。"),
    "title_zh": _("标准的中文名称。"),
    "issuing_body": _("批准、发布的机关。"),
    "jurisdiction_body": _("归口的委员会、部门或研究所。"),
    "drafting_units": _("一格里有几个单位时，写明用什么隔开。"),
    "drafters": _("一格里有几个人时，写明用什么隔开。"),
    "filing_number": _("备案号，与标准编号不同。"),
    "ics": _("国际标准分类号，如 67.040。"),
    "ccs": _("中国标准文献分类号，如 X04。"),
    "industry": _("GB/T 4754 的行业代码。"),
    "published": _("某年某月某日；只有年或月时选“发布时间”。"),
    "published_text": _("只写了年或月的发布时间。"),
    "in_force": _("从这一天起实施。"),
    "status": _("现行、废止一类的词；来源自己的词可在下面对照。"),
    "validity": _("一格里既写状态又写日期。"),
    "review_result": _("复审的结论，如继续有效。"),
    "nature": _("强制性、推荐性、指导性技术文件。"),
    "is_mandatory": _("写是或否。"),
    "replacement": _("“代替 GB/T 1.1-2009”一类的句子。"),
    "replaces": _("它代替的标准编号。"),
    "replaced_by": _("代替它的标准编号。"),
    "adopts": _("对应的 ISO、IEC 等标准编号。"),
    "adoption_degree": _("IDT、MOD、NEQ。"),
    "cites": _("规范性引用文件的编号。"),
    "tags": _("政策领域的代码。"),
    "documents": _("文本在哪里、能不能读。"),
    "announcement": _("发布它的公告号。"),
    "external_id": _("来源自己给这条记录的编号。"),
    "seen": _("来源在这一天这样说。"),
    "remark": _("随原始的行保存，不作为事实。"),
}
"""What belongs into a field, where its name alone does not say it."""


def fault(code: str) -> str:
    """Why something was refused, in the reader's language."""
    return str(FAULT.get(code) or REJECTION.get(code) or FAULT["import_format"])
