"""Change the source of the engines and checks, one small change at a time, and see which change no test notices.

mutmut makes the changes and runs, for each, the tests that reach the function changed. What it finds is kept in
`mutants/`, so that a run that was broken off goes on where it stopped; a function that has been edited is tried again.
`python3 dev.py mutants` runs this: docs/explanation/mutation.md says what came of it.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import get_mutant_name

CORE = Path("src/kefu_core")
PACKAGES = ("engine", "lower", "decide", "check", "verify", "values", "calendars")
TOGETHER = 500
"""How many mutants mutmut is handed at once: each time it reads the tests anew, and a command line has an end."""

GOOD = {"killed", "timeout"}


def main() -> int:
    """Run the mutants that were asked for; 1 if mutmut failed. A survivor is no failure: it is something to read."""
    chosen = arguments()
    os.environ["HYPOTHESIS_PROFILE"] = (
        "ci" if chosen.survivors else "mutants"
    )  # more examples for what few did not show
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each mutant imports all of kefu, with its mutants, anew
    wanted = {package: sample(mutants(package), chosen.sample, chosen.seed) for package in chosen.packages}
    known = verdicts(chosen.packages)
    left = [name for names in wanted.values() for name in names if name not in known or chosen.again(known[name])]
    print(f"{sum(map(len, wanted.values()))} mutants, {len(left)} of them still to be tried", flush=True)
    for start in range(0, len(left), TOGETHER):
        command = [sys.executable, "-c", "from mutmut.__main__ import cli; cli()", "run"]
        names = left[start : start + TOGETHER]
        done = subprocess.run([*command, "--max-children", str(chosen.workers), *names], check=False)
        if done.returncode != 0:
            return 1
    tell(wanted, verdicts(chosen.packages))
    return 0


def arguments() -> argparse.Namespace:
    """What stands on the command line after `--`."""
    parser = argparse.ArgumentParser(prog="dev.py mutants --", description=__doc__)
    parser.add_argument("packages", nargs="*", metavar="package", help=f"of {', '.join(PACKAGES)}; all without it")
    parser.add_argument("--sample", type=int, metavar="N", help="N mutants of each package, drawn by --seed")
    parser.add_argument("--seed", default="1", help="another seed draws another sample")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="how many are tried at once")
    parser.add_argument("--survivors", action="store_true", help="try those anew that survived")
    chosen = parser.parse_args()
    if unknown := set(chosen.packages) - set(PACKAGES):
        parser.error(f"no such package: {', '.join(sorted(unknown))}")
    chosen.packages = chosen.packages or PACKAGES
    chosen.again = lambda verdict: chosen.survivors and verdict not in GOOD
    return chosen


def mutants(package: str) -> list[str]:
    """The names of all mutants of a package, in the order of its files."""
    return [
        get_mutant_name(path, name)
        for path in sorted((CORE / package).glob("*.py"))
        for name in mutate_file_contents(str(path), path.read_text(encoding="utf-8")).mutant_names
    ]


def sample(names: list[str], size: int | None, seed: str) -> list[str]:
    """That many of them, the same for the same seed; all, if no size is given or there are no more."""
    if size is None or size >= len(names):
        return names
    return sorted(random.Random(seed).sample(names, size))


def verdicts(packages: Iterable[str]) -> dict[str, str]:
    """What has become of each mutant that was tried, in mutmut's words."""
    found = {}
    for path in (path for package in packages for path in sorted((CORE / package).glob("*.py"))):
        data = SourceFileMutationData(path=path)
        data.load()
        found.update(
            {name: status_by_exit_code[code] for name, code in data.exit_code_by_key.items() if code is not None}
        )
    return found


def tell(wanted: Mapping[str, Sequence[str]], known: dict[str, str]) -> None:
    """A line for each package, and each mutant that nothing noticed."""
    for package, names in wanted.items():
        counted = Counter(known.get(name, "not tried") for name in names)
        print(
            f"{package}: {len(names)} mutants, " + ", ".join(f"{many} {what}" for what, many in counted.most_common())
        )
    for name in (name for names in wanted.values() for name in names):
        if known.get(name) not in GOOD:
            print(f"  {known.get(name, 'not tried')}: {name}")
    print("`mutmut show NAME` shows what was changed")


if __name__ == "__main__":
    sys.exit(main())
