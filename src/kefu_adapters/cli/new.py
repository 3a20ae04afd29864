"""``kefu new``: a pack that works at once, to be changed from there, and what an editor needs to help with it."""

from __future__ import annotations

import json
import re
import shlex
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from kefu_adapters.cli.common import LangOption, console, fail, language_of
from kefu_adapters.files.reasons import reason
from kefu_core.load.pack import read_pack
from kefu_core.schema import json_schema

SCHEMA: Final = "kefu.schema.json"
SETTINGS: Final = {"yaml.schemas": {f"./{SCHEMA}": ["**/*.yaml", "**/*.yml"]}}
"""What VS Code needs to know: the schema of all rule files, whichever part of a file it looks at."""


def new(
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="The folder to make; its name becomes the pack's id.")
    ],
    lang: LangOption = None,
) -> None:
    """Make a small pack that checks clean and passes its scenarios. 新建一个可以直接使用的规则包。

    Example: kefu new my_policy
    """
    language = language_of(lang)
    if not folder.strip():
        fail("name the folder to make, such as `kefu new my_policy`", "请写明要新建的文件夹，例如 `kefu new my_policy`")
    target = Path(folder)
    name = _id_of(target.resolve().name)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        fail(
            f"{folder} is there already and is not empty; nothing was written",
            f"{folder} 已经存在，而且不是空的；没有写入任何文件",
        )
    files = _template(language, name)
    files |= _for_editors(files)
    try:
        for path, text in files.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{folder} cannot be written: {reason(error, 'en')}", f"无法写入 {folder}：{reason(error, 'zh')}")
    out = console()
    for path in files:
        out.print(f"  {target / path}")
    if name != target.resolve().name:
        out.print(
            f"规则包的编号是 {name}；编号只能用小写英文字母、数字和 _，可在 policy.yaml 的 policy: 一行修改"
            if language == "zh"
            else f"the pack's id is {name}: ids hold a-z, 0-9 and _; it stands behind policy: in policy.yaml"
        )
    out.print("接下来：" if language == "zh" else "next:")
    for command in ("check", "test"):
        out.print(f"  kefu {command} {shlex.quote(folder)}")


def _id_of(folder: str) -> str:
    """An id made of what can be in one."""
    name = re.sub(r"[^a-z0-9]+", "_", folder.lower()).strip("_") or "my_policy"
    return name if name[0].isalpha() else f"p_{name}"


def _template(language: str, name: str) -> dict[str, str]:
    """The files of the template in one language, with the pack's id put in."""
    root = resources.files("kefu_adapters.cli") / "template" / language
    found: dict[str, str] = {}
    for path in ("policy.yaml", "vocabulary.yaml", "rules.yaml", "scenarios/examples.yaml"):
        text = root.joinpath(*path.split("/")).read_text(encoding="utf-8")
        found[path] = text.replace("my_policy", name)
    return found


def _for_editors(files: dict[str, str]) -> dict[str, str]:
    """The schema with the names of the pack, and the settings that lead an editor to it."""
    return {
        SCHEMA: _json(json_schema(read_pack(files, [], {}))),
        ".vscode/settings.json": _json(SETTINGS),
    }


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
