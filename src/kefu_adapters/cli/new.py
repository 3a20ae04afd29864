"""``kefu new``: a pack that works at once, to be changed from there, and what an editor needs to help with it."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from kefu_adapters.cli.common import LangOption, console, fail, language_of
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
    target = Path(folder)
    name = re.sub(r"[^a-z0-9]+", "_", target.resolve().name.lower()).strip("_") or "my_policy"
    if not name[0].isalpha():
        name = f"p_{name}"
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        fail(f"{folder} is there already and is not empty; nothing was written")
    files = _template(language, name)
    files |= _for_editors(files)
    try:
        for path, text in files.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{folder} cannot be written: {error.strerror or error}")
    out = console()
    for path in files:
        out.print(f"  {target / path}")
    told = ("接下来：", f"kefu check {folder}", f"kefu test {folder}")
    if language == "en":
        told = ("next:", *told[1:])
    out.print(told[0])
    for line in told[1:]:
        out.print(f"  {line}")


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
