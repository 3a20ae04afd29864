"""Messages about people, permits, forms, and how long records are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE, WRITE

TITLE: Final = ("People and records", "人员与记录")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="unknown-person",
        en="`{text}` names nobody",
        zh="`{text}` 不知道指谁",
        helps={
            **DID_YOU_MEAN,
            "persons": (
                "write a role, a role of a unit (`head of department`), or a fact of type `party`: {persons}",
                "请写角色、某单位的角色（`head of department`），或类型为 `party` 的事实：{persons}",
            ),
            "nobody": (
                "list the roles first, under `roles`, or the person as a fact of type `party`",
                "请先在 `roles` 中列出角色，或把这个人列为类型为 `party` 的事实",
            ),
        },
    ),
    Entry(
        code="not-a-unit",
        en="`{name}` does not name a unit",
        zh="`{name}` 不能表示一个单位",
        helps={
            "always": (
                "behind `of` stands a fact that says which unit: a choice, a text or a party",
                "`of` 后面要写说明是哪个单位的事实，类型是选项、文本或当事人",
            )
        },
    ),
    Entry(
        code="unknown-action",
        en="there is no action `{text}`",
        zh="没有名为 `{text}` 的动作",
        helps={
            **DID_YOU_MEAN,
            "words": (
                "the actions are {words}; list others under `actions`",
                "已有的动作：{words}；其他的请列入 `actions`",
            ),
            "no-words": ("list it under `actions`", "请先列入 `actions`"),
        },
    ),
    Entry(
        code="unknown-resource",
        en="there is no resource `{text}`",
        zh="没有名为 `{text}` 的对象",
        helps={
            **DID_YOU_MEAN,
            "words": (
                "list it under `resources`; kinds of cases, forms, facts and `personal_data` need not be listed",
                "请先列入 `resources`；案件种类、表单、事实和 `personal_data` 不必列出",
            ),
            "no-words": ("list it under `resources`", "请先列入 `resources`"),
        },
    ),
    Entry(
        code="may-or-forbid",
        en="`{id}` does not say clearly whether it permits or forbids",
        zh="`{id}` 没有说清是允许还是禁止",
        helps={
            "both": (
                "keep `may`, or `forbid`; write two permits if both are meant",
                "`may` 和 `forbid` 只写一个；两者都要时写成两条",
            ),
            "neither": (
                "say who: `may: manager`, or `forbid: visitor`",
                "请写明谁：`may: manager`，或 `forbid: visitor`",
            ),
            "needs": (
                "what lifts a ban stands under `unless`; `needs` belongs to `may`",
                "解除禁止的条件写在 `unless` 下；`needs` 只用于 `may`",
            ),
            "unless": (
                "what permits waits for what stands under `needs`; `unless` belongs to `forbid`",
                "允许的前提写在 `needs` 下；`unless` 只用于 `forbid`",
            ),
        },
    ),
    Entry(
        code="never-permitted",
        severity="warning",
        en="nobody may `{action}` `{resource}`: it is forbidden to some, and permitted to none",
        zh="没有人可以对 `{resource}` 做 `{action}`：只对一部分人禁止，却没有允许任何人",
        helps={
            "always": (
                "an action that a permit names is denied unless one permits it; add one, such as `may: anyone`",
                "权限规则提到的动作，没有规则允许就不行；请补一条允许的，例如 `may: anyone`",
            )
        },
    ),
    Entry(
        code="duplicate-id",
        en="there are two of the id `{id}`",
        zh="编号 `{id}` 用了两次",
        helps={
            "always": (
                "give one of them another id: answers name a rule by it",
                "请给其中一个换个编号，答复要靠它指明规则",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="empty-form",
        en="the form `{id}` asks for nothing",
        zh="表单 `{id}` 什么都不要求",
        helps={
            "always": (
                "name the facts that have to be known (`fields`), or those who sign (`signatures`)",
                "请写明要填的事实（`fields`），或由谁签字（`signatures`）",
            )
        },
    ),
    Entry(
        code="bad-before",
        en="`{text}` does not say before what the form must be complete",
        zh="`{text}` 没有说清要在什么之前填齐",
        helps={
            **WRITE,
            "before": (
                "write `before` and a milestone: `before forwarded`",
                "请写 `before` 和里程碑，例如 `before forwarded`",
            ),
        },
    ),
    Entry(
        code="unknown-form",
        en="there is no form `{form}`",
        zh="没有名为 `{form}` 的表单",
        helps={
            **DID_YOU_MEAN,
            "forms": ("the forms are {forms}", "已有的表单：{forms}"),
            "no-forms": ("list the forms first, under `forms`", "请先在 `forms` 中列出表单"),
        },
    ),
    Entry(
        code="unknown-signer",
        en="the form `{form}` is not signed by `{by}`",
        zh="表单 `{form}` 不由 `{by}` 签字",
        helps={
            **DID_YOU_MEAN,
            "signers": ("it is signed by {signers}", "签字的是 {signers}"),
            "nobody": (
                "nobody signs it; say who does under its `signatures`",
                "这张表不用签字；要签字的话，请写入它的 `signatures`",
            ),
        },
    ),
    Entry(
        code="unknown-record",
        en="there is no record `{text}`",
        zh="没有名为 `{text}` 的记录",
        helps={
            **DID_YOU_MEAN,
            "words": (
                "a record is a kind of case, a form or a resource: {words}",
                "记录是案件种类、表单或对象：{words}",
            ),
            "no-words": (
                "a record is a kind of case, a form, or listed under `resources`",
                "记录是案件种类、表单，或 `resources` 里列出的对象",
            ),
        },
    ),
    Entry(
        code="unknown-fate",
        en="`{text}` does not say what becomes of the record",
        zh="`{text}` 没有说清到期怎么处理",
        helps={
            **DID_YOU_MEAN,
            "fates": (
                "write `destroy`, or `redact` for what is personal",
                "请写 `destroy`（销毁）或 `redact`（抹去个人信息）",
            ),
            "for-good": (
                "what is kept for good never comes to an end: leave `then` away",
                "永久保存没有到期，请删掉 `then`",
            ),
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {}
