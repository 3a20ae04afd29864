"""Messages about the facts that a host gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN

TITLE: Final = ("The facts of a case", "案件的事实")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="unknown-fact",
        en="there is no fact `{name}`",
        zh="没有名为 `{name}` 的事实",
        helps={**DID_YOU_MEAN, "facts": ("the facts are {facts}", "可用的事实：{facts}")},
    ),
    Entry(code="wrong-fact", en="fact `{name}`: {why}", zh="事实 `{name}`：{why}"),
    Entry(
        code="facts-not-a-mapping",
        en="facts are one mapping from name to value",
        zh="事实应写成一组“名称: 值”",
        helps={
            "always": ("write them as `nature: conduct`, one in each line", "请每行写一项，例如 `nature: conduct`"),
            "one-document": (
                "a second document begins here: these are the facts of one case, so keep one, without `---`",
                "这里是第二个文档；一次只裁决一个案件，请只保留一个文档，并去掉 `---`",
            ),
        },
    ),
    Entry(
        code="fact-twice",
        en="`{name}` is given twice, by its code and by its label",
        zh="`{name}` 给了两次（代码和名称各一次）",
        helps={"always": ("keep one of them", "请只保留一个")},
    ),
    Entry(
        code="fact-is-null",
        en="`{name}` is null",
        zh="`{name}` 是 null",
        helps={
            "always": (
                "leave it out if it is not known; only optional facts can be `none`",
                "不知道就不要写；只有可选的事实才能是 `none`",
            )
        },
    ),
    Entry(
        code="fact-out-of-domain",
        en="`{text}` lies outside the domain of `{name}`",
        zh="`{text}` 超出了 `{name}` 的取值范围",
        helps={
            "always": (
                "give a value inside the domain that the vocabulary declares",
                "请给词汇表所声明的取值范围内的值",
            )
        },
    ),
    Entry(
        code="naive-instant",
        en="`{at}` is no instant: it has neither a zone nor an offset",
        zh="`{at}` 不是时刻：没有时区，也没有偏移",
        helps={"always": ("write it as `2026-11-02T10:00+08:00`", "请写成 `2026-11-02T10:00+08:00`")},
    ),
)

TERMS: Final[Mapping[str, Text]] = {}
