"""What the events of the desk are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "desk.file_uploaded": pgettext_lazy("event", "上传文件"),
        "desk.mapping_kept": pgettext_lazy("event", "说明文件各列"),
        "desk.upload_discarded": pgettext_lazy("event", "丢弃上传"),
        "desk.upload_file_removed": pgettext_lazy("event", "清理到期的上传文件"),
        "desk.check_ordered": pgettext_lazy("event", "下令试导"),
        "desk.check_stopped": pgettext_lazy("event", "停下试导"),
        "desk.run_ordered": pgettext_lazy("event", "下令导入"),
        "desk.run_interrupted": pgettext_lazy("event", "中断导入"),
        "desk.run_continued": pgettext_lazy("event", "继续导入"),
        "desk.run_finished": pgettext_lazy("event", "导入完成"),
        "desk.mended_rows_sent": pgettext_lazy("event", "送回改好的行"),
        "desk.source_added": pgettext_lazy("event", "登记来源"),
        "desk.source_changed": pgettext_lazy("event", "更改来源"),
        "desk.source_removal_ordered": pgettext_lazy("event", "下令移除来源"),
        "desk.source_merged": pgettext_lazy("event", "来源已重新合并"),
        "desk.source_removed": pgettext_lazy("event", "来源已移除"),
        "desk.task_retried": pgettext_lazy("event", "重试后台工作"),
        "desk.task_dropped": pgettext_lazy("event", "放弃后台工作"),
    }
)
