"""The text of files: bytes and characters, the syntax of YAML, and the parts of YAML that rule files do without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics.entry import Entry
from kefu_core.diagnostics.messages.shared import WRITE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu_core.diagnostics.entry import Text

_SAVE_AS_UTF8: Final[Text] = ("save the file as UTF-8", "请把文件另存为 UTF-8 编码")

TITLE: Final = ("Characters and YAML", "文字与 YAML 写法")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="file-too-large",
        en="the file is too large: {size} MiB, where {limit} MiB are allowed",
        zh="文件太大：{size} MiB，上限是 {limit} MiB",
        helps={"split": ("split it into several files", "请把它拆成几个文件")},
    ),
    Entry(
        code="not-utf8",
        en="the file is in {encoding}, not in UTF-8",
        zh="文件的编码是 {encoding}，不是 UTF-8",
        helps={"save": _SAVE_AS_UTF8},
    ),
    Entry(
        code="bad-byte",
        en="the file is not in UTF-8: byte {byte} cannot stand here",
        zh="文件的编码不是 UTF-8：这里出现了字节 {byte}",
        helps={
            "save": _SAVE_AS_UTF8,
            "gbk": (
                "this looks like GBK or GB18030: save the file as UTF-8",
                "看起来是 GBK 或 GB18030 编码，请把文件另存为 UTF-8 编码",
            ),
        },
    ),
    Entry(
        code="binary-file",
        en="this is not a text file: it holds NUL characters",
        zh="这不是文本文件：里面有 NUL 字符",
        helps={"save": ("if it should be text, save it as UTF-8", "如果它本应是文本，请另存为 UTF-8 编码")},
    ),
    Entry(
        code="forbidden-character",
        en="the character {char} must not stand in a rule file",
        zh="规则文件里不能有字符 {char}",
        helps={
            "control": (
                "it is a control character, which nobody can see: delete it",
                "这是看不见的控制字符，请把它删掉",
            ),
            "surrogate": (
                "it is one half of a character whose other half was lost: write the character anew",
                "这是半个字符，另一半已经丢失，请重新输入这个字符",
            ),
            "escape": ("take the escape out of the text", "请去掉文字里的这个转义"),
        },
    ),
    Entry(
        code="yaml-syntax",
        en="{reason}",
        zh="{reason}",
        helps={
            "blank": (
                "it only looks like a blank, or like nothing: delete it and press the space bar",
                "这个字符只是看起来像空格（或者看不见），请删掉后重新按空格键输入",
            ),
            "tab": ("indent with spaces, two for each level", "请用空格缩进，每一级两个空格"),
            "full-width": ("write `{replacement}` instead of `{found}`", "请把 `{found}` 改成 `{replacement}`"),
            "start": ("put the value in quotation marks: `{value}`", "请给这个值加上引号：`{value}`"),
            "colon-in-value": (
                "if the colon belongs to the value, put the value in quotation marks: `{value}`",
                "如果冒号是值的一部分，请给整个值加上引号：`{value}`",
            ),
            "space-after-colon": ("put a space after the colon", "请在冒号后面加一个空格"),
            "no-colon": ("write `{value}`", "请写成 `{value}`"),
            "nested": (
                "give this line the indentation of its neighbours, or leave the value above out",
                "请让这一行与相邻的行左对齐，或者去掉上面那个值",
            ),
            "indent": (
                "keys of one mapping start in the same column, and so do the dashes of one list",
                "同一组键要左对齐，同一个列表的 `-` 也要左对齐",
            ),
            "unclosed-quote": ("write `{found}` where the text ends", "请在文字结束的地方写上 `{found}`"),
            "unclosed-bracket": ("write `{replacement}` where it ends", "请在结束的地方写上 `{replacement}`"),
            "in-brackets": (
                "entries in brackets are parted by `,`; a value that holds one of `,[]{{}}` needs quotation marks",
                "括号里的各项用 `,` 隔开；值里有 `,[]{{}}` 时要加上引号",
            ),
            "stray-bracket": (
                "take it out, or put the whole value in quotation marks",
                "请把它删掉，或者给整个值加上引号",
            ),
            "after-quote": (
                "put the whole value in one pair of quotation marks: `{value}`; inside of `'` write `'` twice",
                "请用一对引号括住整个值：`{value}`；单引号里面的 `'` 要写两个",
            ),
            "escape": (
                "write `\\\\` for a backslash, or use single quotation marks, in which it means itself",
                "反斜杠要写成 `\\\\`；也可以改用单引号，单引号里的反斜杠就是它自己",
            ),
        },
        notes={"opened-here": ("it was opened here", "它在这里打开")},
    ),
    Entry(
        code="too-deep",
        en="this is nested too deep: {limit} levels are allowed",
        zh="嵌套太深：最多 {limit} 层",
        helps={
            "always": (
                "rule files need few levels: is a bracket or a dash too many here?",
                "规则文件用不到这么多层：是不是多写了括号或 `-`？",
            )
        },
    ),
    Entry(
        code="too-large",
        en="the file holds too much: {limit} values are allowed",
        zh="文件内容太多：最多 {limit} 个值",
        helps={"split": ("split it into several files", "请把它拆成几个文件")},
    ),
    Entry(
        code="too-many-problems",
        en="the rest was not read: there are more than {limit} problems",
        zh="问题超过 {limit} 个，其余部分没有再读",
        helps={"always": ("mend those above first", "请先改正上面的问题")},
    ),
    Entry(
        code="no-alias",
        en="`{name}`: anchors, aliases and merges are not part of rule files",
        zh="`{name}`：规则文件不支持锚点、引用和合并",
        helps={
            "alias": (
                "write the value out here, or make it a parameter that both places name",
                "请在这里把值写出来，或者定义一个参数，两处都引用它",
            ),
            "anchor": ("take the `{name}` away", "请去掉 `{name}`"),
            "merge": ("write the keys out here", "请在这里把各个键写出来"),
            "text": (
                "if it is part of the value, put the value in quotation marks",
                "如果它是值的一部分，请给值加上引号",
            ),
        },
    ),
    Entry(
        code="no-tag",
        en="`{tag}`: a `!` without quotation marks begins a YAML tag, and rule files have none",
        zh="`{tag}`：不加引号的 `!` 是 YAML 标签的开头，规则文件不支持标签",
        helps={
            "remove": ("take it away: the vocabulary says what type a value has", "请把它删掉：值的类型由词汇表决定"),
            "text": ("put the value in quotation marks: `{value}`", "请给这个值加上引号：`{value}`"),
        },
    ),
    Entry(
        code="look-alike-in-cell",
        en="`{found}` is a full-width or look-alike character, which cannot be used here",
        zh="`{found}` 是全角字符或形近字符，这里不能用",
        helps={
            **WRITE,
            "quotes": (
                'write straight quotation marks around all of the value: `"..."`',
                '请用英文引号括住整个值：`"..."`',
            ),
            "blank": (
                "it is a blank that only looks like the one of the space bar: type it anew",
                "这是看起来像空格的特殊字符，请删掉后重新按空格键输入",
            ),
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    # Why a text is not YAML; each has a help of the same name, but for `unreadable`.
    "yaml-blank": ("`{found}` is not the blank of the space bar", "`{found}` 不是普通空格"),
    "yaml-tab": ("a tab cannot be used to indent", "缩进不能用制表符（Tab）"),
    "yaml-full-width": ("`{found}` is a full-width or look-alike character", "`{found}` 是全角字符或形近字符"),
    "yaml-start": ("a value without quotation marks cannot begin with `{found}`", "不加引号的值不能以 `{found}` 开头"),
    "yaml-colon-in-value": ("a second colon in one line", "一行里有第二个冒号"),
    "yaml-space-after-colon": ("there is no space after this colon", "这个冒号后面没有空格"),
    "yaml-no-colon": ("this key has no colon", "这个键后面没有冒号"),
    "yaml-nested": (
        "keys cannot be nested below a key that has a value already",
        "上面的键已经有值，下面不能再嵌套别的键",
    ),
    "yaml-indent": ("the indentation of this line fits nothing above it", "这一行的缩进与上文对不上"),
    "yaml-unclosed-quote": ("this quotation mark is never closed", "这个引号没有闭合"),
    "yaml-unclosed-bracket": ("this bracket is never closed", "这个括号没有闭合"),
    "yaml-in-brackets": ("this does not fit into the brackets", "括号里不能这样写"),
    "yaml-stray-bracket": ("there is no bracket that this would close", "前面没有与它配对的括号"),
    "yaml-after-quote": ("there is text after the closing quotation mark", "引号闭合之后还有文字"),
    "yaml-escape": ("this is not an escape that YAML knows", "YAML 里没有这种转义写法"),
    "yaml-unreadable": ("this cannot be read as YAML", "这里不符合 YAML 的写法"),
}
