"""The way into this repository: makes `.venv` and runs what a developer runs.  Needs Python 3.11 and nothing else."""

import sys

# An older Python must get as far as this line, so the whole file keeps to syntax that Python 3.6 can read.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("kefu needs Python 3.11 or later; {} is {}.{}".format(sys.executable, *sys.version_info[:2]))

import argparse
import hashlib
import os
import shutil
import subprocess
import time
import tomllib
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
STAMP = VENV / "kefu-setup"
LOG = VENV / "kefu-setup.log"

WITHOUT_COMPILER = "cli,xlsx,doc,calendars,columns,postgres,testing,bench,tools"
"""The extra `dev` less `durable`, which is installed apart: it alone can fail for want of a C compiler."""

LANGUAGE_SERVER = "yaml-language-server@1.25.0"

PASSED_ON = "What follows -- is handed on: dev.py test -- -k money (to pytest), dev.py mutants -- verify --sample 100"

CHECKS = (
    ("ruff check", ["-m", "ruff", "check"]),
    ("ruff format", ["-m", "ruff", "format", "--check"]),
    ("mypy", ["-m", "mypy"]),
    ("import contracts", ["-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"]),
)


def main() -> int:
    """Run the chosen command from the top of the repository; return its exit code, 0 if all is well."""
    ours, separator, passed_on = _split(sys.argv[1:])
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__, epilog=PASSED_ON)
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, function in COMMANDS.items():
        choices.add_parser(name, help=function.__doc__, description=function.__doc__)
    command = parser.parse_args(ours or ["--help"]).command
    if separator and command not in {"test", "thorough", "mutants"}:
        parser.error(f"{command} takes nothing more, so nothing may follow --")
    os.chdir(ROOT)
    try:
        return COMMANDS[command](passed_on)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _split(arguments: list[str]) -> tuple[list[str], bool, list[str]]:
    if "--" not in arguments:
        return arguments, False, []
    place = arguments.index("--")
    return arguments[:place], True, arguments[place + 1 :]


# --- the commands; the first line of each docstring is its help ---


def demo(_: Sequence[str]) -> int:
    """Decide real complaints and show what comes out."""
    ensure_installed()
    return run(["examples/cfpb/decide_complaints.py"])


def test(for_pytest: Sequence[str]) -> int:
    """Run every check: ruff, mypy, import contracts, pytest with coverage."""
    ensure_installed()
    # Coverage starts before pytest, which loads kefu's own plug-in early: what runs then would go unmeasured.
    # Some of the tests say nothing about the coverage of the whole, so a choice of them goes without.
    if for_pytest:
        steps = [*CHECKS, ("pytest", ["-m", "pytest", *for_pytest])]
    else:
        together = ["--numprocesses", "auto", "--dist", "worksteal"]
        steps = [
            *CHECKS,
            ("pytest", ["-m", "coverage", "run", "-m", "pytest", *together]),
            ("coverage data", ["-m", "coverage", "combine", "--quiet"]),
            ("coverage", ["-m", "coverage", "report"]),
        ]
    failed = []
    for name, command in steps:
        print(colour("1", f"\n=== {name} ==="), flush=True)
        if run(command) != 0:
            failed.append(name)
    print(colour("1", "\n=== summary ==="))
    if failed:
        print(colour("31", f"FAILED: {', '.join(failed)} ({len(steps) - len(failed)} of {len(steps)} passed)"))
        return 1
    print(colour("32", f"all {len(steps)} passed: {', '.join(name for name, _ in steps)}"))
    return 0


def thorough(for_pytest: Sequence[str]) -> int:
    """Run pytest with 5,000 examples for each property."""
    ensure_installed()
    os.environ["HYPOTHESIS_PROFILE"] = "thorough"
    return run(["-m", "pytest", *for_pytest])


def bench(_: Sequence[str]) -> int:
    """Measure the speed beside other rule engines."""
    ensure_installed()
    return run(["bench/run.py"])


def editor(_: Sequence[str]) -> int:
    """Try the JSON Schema in a YAML language server, which npm installs."""
    ensure_installed()
    folder = VENV / "editor"
    install_from_npm("the language server", LANGUAGE_SERVER, folder)
    return run(["-m", "tests.editor.run", str(folder)])


def mutants(arguments: Sequence[str]) -> int:
    """Change the source of the engines and checks, piece by piece, and see which change no test notices."""
    ensure_installed()
    install("mutmut", extra("mutation"))
    return run(["-m", "tests.mutation.run", *arguments])


def setup(_: Sequence[str]) -> int:
    """Install kefu and its tools into .venv anew (the other commands do so when it is needed)."""
    STAMP.unlink(missing_ok=True)
    ensure_installed()
    print(f"ready: {PYTHON}")
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    function.__name__: function for function in (demo, test, thorough, bench, editor, mutants, setup)
}


# --- setting up ---


class SetUpError(Exception):
    """The environment could not be made; the message says why."""


def ensure_installed() -> None:
    """Make `.venv` unless this Python made it already, and install kefu into it if `pyproject.toml` has changed."""
    if not _fits():
        _create()
    # An editable install points to where the repository stands.
    stamp = hashlib.sha256(Path("pyproject.toml").read_bytes() + os.fsencode(ROOT)).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == stamp:
        return
    install("kefu and its tools", ["--editable", f".[{WITHOUT_COMPILER}]"])
    try:
        install("durable-rules", extra("durable"), module="durable_rules_engine")
    except SetUpError:
        print("  it needs a C compiler and a Python before 3.13; nothing that runs here asks for it")
    STAMP.write_text(stamp, encoding="utf-8")


def _fits() -> bool:
    """Whether `.venv` starts, is whole, and was made by the Python that runs this."""
    question = "import pip, sys; print(sys.hexversion, sys.base_prefix)"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.rstrip("\n") == f"{sys.hexversion} {sys.base_prefix}"


def _create() -> None:
    try:
        venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        reason = f"{sys.executable} could not make a virtual environment in {VENV}: {error}"
        raise SetUpError(f"{reason}\nOn Debian and Ubuntu it may need: apt install python3-venv") from error


def extra(name: str) -> list[str]:
    """The requirements of one extra, so that they can be installed without touching kefu itself."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements: list[str] = project["optional-dependencies"][name]
    return requirements


def install(what: str, arguments: Sequence[str], *, module: str = "pip") -> None:
    """Install with pip, told in one line; SetUpError if pip fails, or if `module` cannot be imported afterwards."""
    print(f"installing {what} ...", end=" ", flush=True)
    started = time.monotonic()
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
    for command in (pip, [PYTHON, "-c", f"import {module}"]):
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode != 0:
            LOG.write_text(done.stdout + done.stderr, encoding="utf-8")
            print(f"failed (see {LOG})")
            raise SetUpError("\n".join(done.stderr.splitlines()[-15:]))
    print(f"done in {time.monotonic() - started:.0f} s", flush=True)


def install_from_npm(what: str, package: str, folder: Path) -> None:
    """Install with npm into a folder of its own, told in one line; SetUpError if that fails."""
    npm = shutil.which("npm")
    if npm is None:
        raise SetUpError(f"{what} needs Node.js with npm: https://nodejs.org")
    print(f"installing {what} ...", end=" ", flush=True)
    arguments = [npm, "install", "--prefix", str(folder), "--no-fund", "--no-audit", package]
    done = subprocess.run(arguments, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        print("failed")
        raise SetUpError("\n".join(done.stderr.splitlines()[-15:]))
    print("done", flush=True)


# --- running and telling ---


def run(arguments: Sequence[str]) -> int:
    """Run `.venv`'s Python with these arguments, and return its exit code."""
    return subprocess.run([PYTHON, *arguments], check=False).returncode


def colour(code: str, text: str) -> str:
    """The text in a colour (an SGR code), where there is a screen to show it."""
    return f"\033[{code}m{text}\033[0m" if sys.stdout.isatty() and "NO_COLOR" not in os.environ else text


if __name__ == "__main__":
    sys.exit(main())
