"""The case that shows a finding: told beside it, and written as a scenario for the editor to complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kefu_adapters.cli.common import console, fail
from kefu_adapters.files.reasons import reason
from kefu_core.diagnostics import Diagnostic, Language, did_you_mean
from kefu_core.ir.policy import PolicyIR
from kefu_core.load.write import write_scenario as scenario_text
from kefu_core.loading import Loaded
from kefu_core.wording import Lexicon

HEADS: Final[Mapping[Language, tuple[str, str]]] = {
    "en": ("`kefu check` said of this case: {}.", "What does the manual say of it? Write it under `expect`, such as"),
    "zh": ("`kefu check` 用这个案件说明：{}。", "按制度应当如何处理？请写在 `expect` 下，例如"),
}


def case_of(finding: Diagnostic, ir: PolicyIR, language: Language) -> str:
    """The case as one line, with its id; nothing where there is none."""
    if not isinstance(finding.witness, dict):
        return ""
    witness: Mapping[str, Any] = finding.witness
    facts = ", ".join(f"{name}: {_cell(value)}" for name, value in _spoken(witness["facts"], ir, language).items())
    if language == "zh":
        return f"案例 {witness['id']}：{{{facts}}}，时间 {witness['at']}"
    return f"case {witness['id']}: {{{facts}}}, at {witness['at']}"


def _spoken(facts: Mapping[str, Any], ir: PolicyIR, language: Language) -> dict[str, Any]:
    """Facts as an editor would write them: in Chinese by their labels."""
    lexicon = Lexicon(ir, language)
    return {lexicon.key(name): lexicon.rewritten(name, value) for name, value in facts.items()}


def write_scenario(name: str, findings: Sequence[Diagnostic], loaded: Loaded, pack: Path, language: Language) -> None:
    """Write the case of the finding with that id into the folder of scenarios. Never writes over a file."""
    cases = {each.witness["id"]: each for each in findings if isinstance(each.witness, dict)}
    if name not in cases:
        guess = did_you_mean(name, cases)
        known = ", ".join(cases) or "-"
        fail(
            f"there is no finding {name}; " + (f"did you mean {guess}?" if guess else f"those with a case: {known}"),
            f"没有编号为 {name} 的问题；" + (f"是不是 {guess}？" if guess else f"带案例的有：{known}"),
            pack=language,
        )
    if not pack.is_dir():
        fail(
            f"{pack} is one file: a scenario is written into the folder of a pack",
            f"{pack} 是单个文件；场景要写进规则包的文件夹",
            pack=language,
        )
    file = pack / "scenarios" / f"{name}.yaml"
    finding = cases[name]
    assert isinstance(finding.witness, dict)
    assert loaded.policy is not None
    said, ask = HEADS[language]
    lines = [said.format(finding.message(language)), ask, "expect:"]
    lexicon = Lexicon(loaded.policy.ir, language)
    lines += [f"  {lexicon.key(outcome)}: …" for outcome in _outcomes(finding, loaded.policy.ir)]
    head = "".join(f"# {line}\n" for line in lines)
    facts = _spoken(finding.witness["facts"], loaded.policy.ir, language)
    text = head + scenario_text(name, facts, finding.witness["at"])
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        fail(f"{file} is there already", f"{file} 已经存在", pack=language)
    except OSError as error:
        fail(
            f"{file} cannot be written: {reason(error, 'en')}", f"无法写入 {file}：{reason(error, 'zh')}", pack=language
        )
    written = f"written: {file}" if language == "en" else f"已写入 {file}"
    console(stderr=True).print(written, style="green")


def _outcomes(finding: Diagnostic, ir: PolicyIR) -> tuple[str, ...]:
    """What the table of a finding decides, which is named by its own id or by that of one of its rules."""
    named = finding.args["id"]
    tables = (table for table in ir.tables if named in {table.id, *(row.id for row in table.rows)})
    return tuple(dict.fromkeys(name for table in tables for name in table.outputs))


def _cell(value: Any) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)
