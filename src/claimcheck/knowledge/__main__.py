"""`python -m claimcheck.knowledge [FOLDER]`: what is wrong in the knowledge of a rule folder (default: rules), and how much there is."""

import sys
from pathlib import Path

from claimcheck.knowledge.check import check
from claimcheck.knowledge.load import load

loaded = load([Path(sys.argv[1] if len(sys.argv) > 1 else "rules")])
problems = check(loaded)
for problem in problems:
    print(problem)
print({kind: len(records) for kind, records in loaded.records.items()}, len(problems), "problems", file=sys.stderr)
