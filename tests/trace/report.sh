#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# report.sh - the report of the sample database in every format, and what is refused
set -u
: "${srcdir:=.}"
. "$srcdir/tests/trace/sample-lib"
enter work
db=$dir/sample.db
sample "$db"

# One thing after the other; db with a name of its own, for the messages.
cd "$dir" || exit 99
exits 1 report --confidence=low sample.db
same report
[ "$(tr -d '\n' <"$dir/out" | tr -d '[:print:][:space:]' | tr -d '\200-\377' | wc -c)" -eq 0 ] ||
	wrong "control characters reach the terminal"

# who is shown, and the exit status
exits 1 report --run=2 --rule=mapping-leak,mapping-overlap sample.db
[ "$(grep -c '\[mapping-' "$dir/out")" -eq "$(grep -c '\[' "$dir/out")" ] || wrong "--rule shows others"
exits 1 report --run 3 sample.db
grep -q '^1 run, 38 records: 1 violation$' "$dir/out" || wrong "--run=3: $(tail -n 1 "$dir/out")"
exits 0 report --run=2 --rule=provider-no-release,-provider-no-release,terminate-all-deprecated sample.db
exits 0 report --run=3 --rule=-free-before-sync sample.db
exits 0 report --strict --run=3 --rule=-free-before-sync sample.db
sample lost.db "DELETE FROM crash; DELETE FROM message"
exits 0 report --run=4 lost.db
exits 3 report --run=4 --strict lost.db
exits 1 report --run=3-4 --strict lost.db
exits 1 report --run=4 sample.db
sample notes.db "DELETE FROM violation WHERE run <> 3; UPDATE violation SET severity = 'note'"
exits 0 report --run=3 notes.db
sample lint.db "DELETE FROM run WHERE id > 1"
exits 0 report lint.db
grep -q 'lint.db holds no run of a traced program' "$dir/out" || wrong "a database of lint: $(cat "$dir/out")"

# machines read the same
exits 1 report --format=json --confidence=low sample.db
"${PYTHON3:-python3}" - "$dir/out" <<'END' || wrong "json"
import json, sys

log = json.load(open(sys.argv[1], encoding="utf-8"))
assert list(log) == ["tool", "runs", "violations", "crashes", "messages", "losses", "hidden"]
assert [run["run"] for run in log["runs"]] == [2, 3, 4, 5]
first = [v for v in log["violations"] if v["rule"] == "free-before-sync" and v["run"] == 2][0]
for key in ("rule", "verdict", "reason", "confidence", "run", "fingerprint", "message", "pfn", "address",
            "size", "device", "channel", "thread", "time", "seed", "fault", "stack", "path", "mapped"):
    assert key in first, key
assert int(first["address"], 16) == 93824992231424 and first["time"] == 812345
assert (first["file"], first["line"], first["function"]) == ("spi.c", 42, "stop")
assert [f["function"] for f in first["stack"] if not f["inside"]] == ["stop", "remove"]
assert set(first["stack"][0]) >= {"function", "file", "line", "module", "offset"}
assert first["mapped"]["time"] == 2000 and first["mapped"]["stack"][1]["function"] == "start"
assert [s["message"] for s in first["path"]][0] == "mapped here"
assert {v["verdict"] for v in log["violations"]} == {"violation", "inconclusive"}
assert len([v for v in log["violations"] if v["fingerprint"] == "1" * 32]) == 3
run = log["runs"][2]
assert run["fault"] == 7 and run["fault_kind"] == "map" and run["timeout"] and run["lost"] == 120
assert run["untraced"][0]["program"] == "/sbin/ldconfig"
assert log["crashes"][0]["signal"] == "SIGSEGV" and log["crashes"][0]["fault"] == 7
assert log["messages"][0]["message"].startswith("BUG: ")
assert sum(loss["records"] for loss in log["losses"]) == 120
END
exits 1 report --format=sarif --confidence=low sample.db
"${PYTHON3:-python3}" "$srcdir/tests/sarif-validate.py" "$srcdir/tests/schema/sarif-2.1.0.json" "$dir/out" >"$dir/err"
case $? in
0) ;;
77) cat "$dir/err" ;;
*) wrong "sarif: $(cat "$dir/err")" ;;
esac
exits 1 report --format=html --confidence=low sample.db
"${PYTHON3:-python3}" - "$dir/out" <<'END' || wrong "html"
import re, sys
import xml.etree.ElementTree as tree

text = open(sys.argv[1], encoding="utf-8").read()
# well formed, so that nothing in it has escaped its place
page = tree.fromstring(text.replace("<!DOCTYPE html>", ""))
tags = {node.tag for node in page.iter()}
assert not tags & {"script", "img", "link", "iframe", "object", "i", "b"}, tags
for node in page.iter():
    for name, value in node.attrib.items():
        assert name not in ("src", "onload", "onclick"), name
        assert name != "href" or re.fullmatch(r"#v\d+", value), value
        if name == "href":
            assert page.find(f".//*[@id='{value[1:]}']") is not None, value
assert "http" not in text and "url(" not in text and "@import" not in text
pictures = page.findall(".//svg")
assert len(pictures) >= 7
assert {"broken", "transfer", "aborted", "from", "both"} <= {node.get("class") for node in page.iter("g")}
END

# whole or not at all
echo before >old
exits 1 report -o old sample.db
grep -q 'free-before-sync' old || wrong "-o wrote nothing"
echo before >old
refuses "No such file" report -o old none.db
[ "$(cat old)" = before ] || wrong "-o changed the file of a report that failed"

bad_databases report
sqlite3 sample.db "DROP VIEW v_mapping; DROP VIEW v_violation"
exits 1 report --run=3 sample.db
sample hollow.db "DROP TABLE step"
refuses "no such table: step" report hollow.db
sample worn.db "UPDATE run SET command = CAST(x'00ff' AS TEXT); UPDATE mapping SET device = 77;
	UPDATE violation SET thread = -1, stack = 99, channel = 77; DELETE FROM stack WHERE depth = 0"
for format in text json sarif html; do
	exits 1 report --format=$format worn.db
done

refuses "name a database" report
refuses "unexpected" report one two
refuses "xml" report --format=xml sample.db
refuses "no-such" report --rule=no-such sample.db
refuses "certain" report --confidence=certain sample.db
refuses "--run" report --run=0 sample.db
refuses "--run" report --run=3-2 sample.db
refuses "--run" report --run=1x sample.db
refuses "no traced run 1" report --run=1 sample.db
refuses "no traced run 99" report --run=99 sample.db
refuses "--wrong" report --wrong sample.db
refuses "needs a value" report --format
"$dmacheck" report sample.db >/dev/full 2>"$dir/err"
[ $? -eq 2 ] || wrong "a full disk: exit status"
exit $status
