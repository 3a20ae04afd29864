"""What helps say of keys: an example of what stands under each, and the key that a Chinese word stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_EXAMPLES: Final[Mapping[str, str]] = {
    "policy": "complaints",
    "format": "1",
    "zone": "Asia/Shanghai",
    "id": "short_name",
    "type": "text",
    "value": "4 h",
    "values": "{2026-01-01: 4 h}",
    "from": "accepted",
    "until": "resolved",
    "within": "4 h",
    "table": "severity",
    "inputs": "[nature, loss]",
    "hit": "first",
    "rules": "...",
    "when": "{nature: conduct}",
    "then": "major",
    "scenario": "...",
    "facts": "{nature: conduct, loss: 0 CNY}",
    "at": "2026-11-02T10:00+08:00",
    "expect": "{severity: minor}",
    "label": "{zh: 名称, en: name}",
    "title": "{zh: 名称, en: name}",
    "says": "{zh: 条文, en: clause}",
    "reading": "{zh: 读法, en: reading}",
    "default": "{then: minor}",
    "in_force": "{from: 2026-01-01}",
    "extend": "{times: 1, by: manager}",
    "set": "{overdue: true}",
    "states": "[open, {id: closed, final: true}]",
    "starts": "accepted",
    "on": "resolved",
    "to": "closed",
    "timeline": "[{at: 2026-11-02T10:00+08:00, type: accepted}]",
    "may": "manager",
    "forbid": "visitor",
    "do": "read",
    "for": "1 year",
    "person": "A1001",
    "role": "manager",
    "team": "service",
    # Entries of lists, by their form.
    "FactForm": "{id: loss, type: money, unit: CNY}",
    "DerivedForm": "{id: harmed, type: boolean, value: loss > 0 CNY}",
    "OutcomeForm": "{id: urgent, type: boolean}",
    "ParameterForm": "{id: limit, type: duration, value: 4 h}",
    "MilestoneForm": "{id: accepted, start: true}",
    "CodeForm": "{id: manager, label: {zh: 经理, en: manager}}",
    "ClauseForm": "{id: manual.1}",
    "DocumentForm": "{id: manual}",
    "RuleForm": "{id: grave, when: {nature: conduct}, then: major}",
    "DeadlineForm": "{id: answer, from: accepted, until: answered, within: 4 h}",
    "WarnForm": "{at: 75 %, notify: manager}",
    "LateForm": "{after: 4 h, notify: manager}",
    "ExtendForm": "{times: 1, by: manager}",
    "KindForm": "{id: complaint, starts: accepted, states: [open, {id: closed, final: true}]}",
    "StateForm": "{id: waiting, pauses: true}",
    "MoveForm": "{on: resolved, from: open, to: closed}",
    "ReopenForm": "{on: unsatisfied, to: open, revokes: resolved}",
    "event": "{at: 2026-11-02T10:00+08:00, type: accepted}",
    "PermitForm": "{id: recording, may: manager, do: read, on: recording}",
    "FormForm": "{id: complaint_form, fields: [customer], signatures: [customer]}",
    "RetentionForm": "{id: complaints, from: closed, for: 1 year, then: destroy}",
    "HoldingForm": "{person: A1001, role: manager}",
    "ShiftForm": "{person: A1001, team: service, from: 2026-11-02T09:00, until: 2026-11-02T18:00}",
    "LatchForm": "{id: late, from: accepted, until: resolved, within: 1 month, set: {overdue: true}}",
}
_DERIVED_VALUE: Final = "loss > 0 CNY"


def example(form: type | None, key: str) -> str:
    """What may stand under a key of a form."""
    match form.__name__ if form else "", key:
        case "DerivedForm", "value":
            return _DERIVED_VALUE
        case "SectionsForm", _:
            return "[]"
        case "ShiftForm", "from" | "until":
            return "2026-11-02T09:00+08:00"
        case "MilestoneForm", "until":
            return "withdrawn"
    return _EXAMPLES.get(key, "...")


_CHINESE: Final[Mapping[str, str]] = {
    "id": "编号 代码",
    "label": "名称 标签 显示名",
    "title": "标题",
    "type": "类型",
    "unit": "单位",
    "scale": "小数位数 精度",
    "choices": "选项 可选值",
    "ordered": "有序",
    "optional": "可选 可空",
    "domain": "范围 取值范围",
    "value": "值 取值",
    "values": "值 取值 各期值",
    "source": "来源 依据 出处 条款",
    "policy": "政策 规程 制度",
    "format": "格式 版本",
    "zone": "时区",
    "language": "语言",
    "owner": "负责人 归口部门",
    "documents": "文件 来源文件",
    "clauses": "条款 条文",
    "facts": "事实",
    "derived": "推导 派生 推导事实",
    "outcomes": "结果 结论",
    "parameters": "参数",
    "roles": "角色 岗位",
    "milestones": "里程碑 节点",
    "deadlines": "时限 期限",
    "kinds": "案件种类 种类",
    "latches": "超时标记",
    "states": "状态",
    "moves": "状态变化 流转",
    "reopens": "重新打开 重开",
    "starts": "开始事件 起始",
    "warn": "提醒 预警",
    "late": "超时 逾期",
    "notify": "通知",
    "escalate": "升级",
    "task": "任务",
    "extend": "延期",
    "pause": "暂停",
    "pauses": "暂停计时",
    "final": "终结",
    "needs": "需要 前提",
    "timeline": "时间线 经过",
    "impossible": "不可能 不会出现",
    "personal": "个人信息 隐私",
    "permits": "权限 许可 授权",
    "actions": "动作 操作",
    "resources": "对象 资料",
    "may": "可以 允许",
    "forbid": "禁止 不得",
    "do": "动作 做",
    "on": "对象 对",
    "unless": "除非",
    "forms": "表单",
    "fields": "必填 填写内容",
    "signatures": "签字 签名",
    "complete": "填齐 齐备",
    "retention": "保存期限 保管期限 留存",
    "of": "对象 记录 部门",
    "person": "人员 姓名 工号",
    "role": "角色 岗位 职务",
    "team": "班组 团队",
    "holdings": "任职",
    "shifts": "排班 班次",
    "for": "期限 多久 保存期",
    "table": "表 决策表",
    "inputs": "输入 输入列",
    "output": "输出",
    "outputs": "输出 输出列",
    "hit": "命中 命中方式",
    "aggregate": "汇总 汇总方式",
    "rules": "规则",
    "default": "默认 其他 否则",
    "when": "当 条件 如果 适用",
    "then": "则 那么 结果 结论",
    "from": "从 起 自 开始 生效",
    "until": "至 到 止 结束 失效",
    "within": "时限 期限 时长 之内",
    "due": "到期 截止",
    "in_force": "有效期 生效日期",
    "says": "条文 内容",
    "reading": "读法 解释",
    "scenario": "场景",
    "at": "时间 时刻",
    "expect": "预期 期望",
    "never": "不应",
    "start": "起点",
}


def english_key(word: str, keys: Iterable[str]) -> str | None:
    """The first of the keys for which a Chinese word stands.

    >>> english_key("条件", ["id", "when"]), english_key("when", ["when"])
    ('when', None)
    """
    return next((key for key in keys if word in _CHINESE.get(key, "").split()), None)


def as_value(text: str) -> str:
    """A text as the value of a key, in quotation marks where YAML asks for them.

    >>> as_value("major"), as_value(">= 3"), as_value("a, b")
    ('major', '">= 3"', '"a, b"')
    """
    return f'"{text}"' if _NEEDS_QUOTES.search(text) and not text.startswith(("'", '"')) else text


_NEEDS_QUOTES: Final = re.compile(r"^[^\w(]|[,\[\]{}#]|: ")


def list_of(text: str) -> str:
    """A text of several words as a list.

    >>> list_of("nature、loss")
    '[nature, loss]'
    """
    words = [word.strip() for word in re.split(r"[,，、;；\[\]【】]", text)]
    return f"[{', '.join(word for word in words if word)}]"
