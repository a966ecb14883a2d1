#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# query.sh - every canned query on the sample database, the user's own, and what is refused
set -u
: "${srcdir:=.}"
. "$srcdir/tests/trace/sample-lib"
enter work
cd "$dir" || exit 99
sample sample.db

# All of them, with arguments where they need some.
exits 0 query --list
grep -E '^[a-z-]+' "$dir/out" >names
exits 0 query --list --format=json
"${PYTHON3:-python3}" - "$dir/out" <<'END' >listed || wrong "--list --format=json"
import json, sys

for query in json.load(open(sys.argv[1], encoding="utf-8"))["queries"]:
    assert query["question"].endswith("?"), query["name"]
    print(query["name"], " ".join(column["name"] for column in query["columns"]))
END
arguments()
{
	case $1 in
	active) echo 10us ;;
	around) echo 7000 4 ;;
	history | touched) echo 0x555555554004 ;;
	timeline) echo dma1chan0 ;;
	stack) echo 2 ;;
	esac
}
: >answers
# shellcheck disable=SC2046 # words
while read -r name columns; do
	exits 0 query --run=2-4 sample.db "$name" $(arguments "$name")
	{ echo "$name" $(arguments "$name"); cat "$dir/out"; echo; } >>answers
	# the columns are those that the list promises
	exits 0 query --format=csv sample.db "$name" $(arguments "$name")
	[ "$(head -n 1 "$dir/out" | tr -d '\r' | tr ',' ' ')" = "$columns" ] ||
		wrong "$name: not the columns of --list: $(head -n 1 "$dir/out")"
	exits 0 query --format=json sample.db "$name" $(arguments "$name")
	"${PYTHON3:-python3}" -c 'import json, sys; json.load(sys.stdin)' <"$dir/out" ||
		wrong "$name: no json"
	grep -q "^\.BR* $(echo "$name" | sed 's/-/\\\\-/g')" "$srcdir/man/dmacheck-query.1" ||
		wrong "$name is not in the manual"
done <listed
cp answers "$dir/out"
same queries
exits 0 query sample.db
grep -q '^leaks$' "$dir/out" || wrong "no list without a name"

# arguments
exits 0 query --run=2 sample.db longest 1
[ "$(wc -l <"$dir/out")" -eq 2 ] || wrong "longest 1: not one row"
exits 0 query --run=2 --format=csv sample.db active 0.01ms
cp "$dir/out" one
exits 0 query --run=2 --format=csv sample.db active 10000
cmp one "$dir/out" || wrong "0.01ms is not 10000"
exits 0 query --run=2 sample.db history -- -1
exits 0 query --run=2 sample.db history 0xffffffffffffffff

# the user's own
exits 0 query --format=csv --sql "SELECT rule, count(*) AS n FROM v_violation WHERE run = ? GROUP BY 1 ORDER BY 1" sample.db 2
printf 'rule,n\r\ncpu-access-while-mapped,1\r\nfree-before-sync,1\r\nmapping-leak,1\r\nmapping-wrong-device,1\r\n' |
	cmp - "$dir/out" || wrong "--sql: $(cat "$dir/out")"
exits 0 query --format=json --sql "SELECT 1 AS a, 2 AS a, NULL AS b, x'00ff' AS c, 1.5 AS d, 'x' || char(10) || '\"' AS e" sample.db
"${PYTHON3:-python3}" -c '
import json, sys
answer = json.load(sys.stdin)
assert answer["columns"] == ["a", "a:2", "b", "c", "d", "e"], answer
assert answer["rows"] == [{"a": 1, "a:2": 2, "b": None, "c": "x\x2700ff\x27", "d": 1.5, "e": "x\n\""}], answer
' <"$dir/out" || wrong "--sql as json"
exits 0 query --format=csv --sql "SELECT 'a,b' AS x, 'say \"no\"' AS y, char(13) AS z" sample.db
printf 'x,y,z\r\n"a,b","say ""no""","\r"\r\n' | cmp - "$dir/out" || wrong "csv quotes"
exits 0 query --sql "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n" sample.db
[ "$(wc -l <"$dir/out")" -eq 100001 ] || wrong "a long table is cut"
exits 0 query --sql "SELECT char(27) || '[31m' AS x, 1 AS y" sample.db
if grep -q "$(printf '\033')" "$dir/out"; then wrong "control characters reach the terminal"; fi
cksum sample.db >sum
refuses "more than read" query --sql "DELETE FROM run" sample.db
refuses "more than read" query --sql "ATTACH 'x.db' AS x" sample.db
refuses "more than read" query --sql "PRAGMA user_version = 3" sample.db
refuses "more than one" query --sql "SELECT 1; DELETE FROM run" sample.db
refuses "empty" query --sql " " sample.db
refuses "wrong" query --sql "SELEC 1" sample.db
refuses "1 values, 0 were given" query --sql "SELECT ?" sample.db
[ "$(cksum sample.db)" = "$(cat sum)" ] || wrong "a query changed the database"
[ ! -e x.db ] || wrong "a query made a file"

bad_databases query --sql "SELECT 1"
refuses "name a database" query
refuses "no query is called" query sample.db no-such
refuses "active needs at" query sample.db active
refuses "no time" query sample.db active soon
refuses "no number" query sample.db stack 2x
refuses "unexpected" query sample.db leaks 1
refuses "--run" query --run=x sample.db leaks
refuses "yaml" query --format=yaml sample.db leaks
refuses "--no-such" query --no-such
sample hollow.db "DROP VIEW v_leak"
refuses "v_leak" query hollow.db leaks
exit $status
