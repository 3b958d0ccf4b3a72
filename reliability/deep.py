"""Run the laws on many more examples than the usual tests do, other ones in every run.

    python reliability/deep.py [-o reliability/results/deep.json]

Hypothesis prints whatever breaks a law with the lines that bring it back.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Run them and count the examples."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("-n", "--processes", default="2")
    given = parser.parse_args()
    options = ["-q", "-p", "no:cacheprovider", "--hypothesis-show-statistics", "-n", given.processes]
    call = [sys.executable, "-m", "pytest", *options, "tests/laws"]
    variables = {**os.environ, "HYPOTHESIS_PROFILE": "deep"}
    done = subprocess.run(call, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    print(done.stdout[-6000:])
    examples = [int(one) for one in re.findall(r"(\d+) passing, \d+ failing", done.stdout)]
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    found = {"laws": len({*re.findall(r"^(tests/laws/\S+::\S+):$", done.stdout, re.MULTILINE)})}
    found |= {"most_examples": max(examples, default=0)}
    print(json.dumps({**found, "failed": failed}))
    if given.output:
        given.output.write_text(json.dumps({**found, "failed": failed}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
