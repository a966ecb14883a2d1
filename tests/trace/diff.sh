#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# diff.sh - what is new, fixed and still there between two databases
set -u
: "${srcdir:=.}"
. "$srcdir/tests/trace/sample-lib"
enter work
cd "$dir" || exit 99
sample old.db "DELETE FROM run WHERE id = 5; DELETE FROM violation WHERE id = 3"
sample new.db "DELETE FROM run WHERE id = 5; DELETE FROM violation WHERE rule = 'cpu-access-while-mapped';
	UPDATE violation SET verdict = 'inconclusive', reason = 'records were lost' WHERE rule = 'free-before-sync'"

exits 0 diff --confidence=low old.db new.db
same diff
exits 0 diff --format=json old.db new.db
"${PYTHON3:-python3}" - "$dir/out" <<'END' || wrong "json"
import json, sys

diff = json.load(open(sys.argv[1], encoding="utf-8"))
assert list(diff) == ["databases", "new", "fixed", "still"], list(diff)
assert diff["databases"] == {"old": "old.db", "new": "new.db"}
assert [v["rule"] for v in diff["new"]] == ["mapping-leak"]
assert [v["rule"] for v in diff["fixed"]] == ["cpu-access-while-mapped"]
assert [(v["rule"], v["runs"]) for v in diff["still"]] == [("free-before-sync", [2, 3, 4]), ("no-such-rule", [4])]
assert diff["new"][0]["file"] == "spi.c" and diff["new"][0]["line"] == 18
END
exits 0 diff --rule=free-before-sync old.db new.db
[ "$(tail -n 1 "$dir/out")" = "0 new, 0 fixed, 1 still there" ] || wrong "--rule: $(cat "$dir/out")"
exits 0 diff old.db old.db
grep -q '^0 new, 0 fixed' "$dir/out" || wrong "a database differs from itself"
sample lint.db "DELETE FROM run WHERE id > 1"
exits 0 diff lint.db new.db
grep -q 'lint.db holds no run' "$dir/out" || wrong "a database of lint: $(cat "$dir/out")"

bad_databases diff old.db
refuses "name two databases" diff
refuses "name two databases" diff old.db
refuses "unexpected" diff old.db new.db old.db
refuses "sarif" diff --format=sarif old.db new.db
refuses "--run" diff --run=1 old.db new.db
exit $status
