import sys
from pathlib import Path
from claimcheck.knowledge.load import load, check
from claimcheck import rulebase
l=load([Path("rules")]); ps=check(l)
for p in ps: print(p)
print({k:len(v) for k,v in l.records.items()}, len(ps), "problems", file=sys.stderr)
