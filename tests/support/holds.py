"""Whether an expression holds: holds.py RESULTS_JSON CSV EXPRESSION.

It may name `rows`, the lines of the chart's CSV, `run` of the results, a(AGREEMENT), of the
agreement `new` its metrics m(NAME), series s(NAME) and events e(NAME), and `diff`, the
differences of `new` to `old`.
"""
import csv
import json
import sys

results = json.load(open(sys.argv[1]))
rows = list(csv.DictReader(open(sys.argv[2])))
run, a = results["run"], results["agreements"].get
m, s, e = (a("new")[part].get for part in ("metrics", "series", "events"))
diff = results["differences"]["new - old"]


def near(x, y, part=1e-12):
    return abs(float(x) - y) <= part * abs(y)


def steps(what="step"):
    """The values of a waterfall's lines of one kind."""
    return [float(r["value"]) for r in rows if r["what"] == what]


def told(name):
    """The sample of a series that ends nearest the median."""
    median = s(name)["p50"][-1]
    return min(range(20), key=lambda i: abs(s(name)["sample"][i][-1] - median))


if not eval(sys.argv[3]):
    sys.exit("not so: " + sys.argv[3])
