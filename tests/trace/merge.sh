#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# merge.sh - databases are joined: nothing lost, nothing doubled, all or nothing
set -u
: "${srcdir:=.}"
. "$srcdir/tests/trace/sample-lib"
enter work
cd "$dir" || exit 99
sample sample.db

# ask FILE SQL EXPECTED
ask()
{
	got=$(sqlite3 "$1" "$2")
	[ "$got" = "$3" ] || wrong "$1: $2: got '$got', expected '$3'"
}

# whole FILE
whole()
{
	ask "$1" "PRAGMA integrity_check" ok
	ask "$1" "PRAGMA foreign_key_check" ""
	ask "$1" "PRAGMA user_version" 2
}

# rows FILE: how many each table has
rows()
{
	for table in $(sqlite3 "$1" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"); do
		echo "$table $(sqlite3 "$1" "SELECT count(*) FROM $table")"
	done
}

# into nothing: everything is there
exits 0 merge new.db sample.db
[ ! -s "$dir/out" ] || wrong "merge prints"
whole new.db
rows sample.db >expected
rows new.db >found
diff expected found || wrong "rows are missing"
exits 1 report --confidence=low sample.db
cp "$dir/out" before
exits 1 report --confidence=low new.db
diff before "$dir/out" || wrong "the report changed"

# again, twice, and itself: nothing more
exits 0 merge new.db sample.db sample.db new.db ./new.db
rows new.db >found
diff expected found || wrong "runs are doubled"

# behind others, ids taken by what is there
sample other.db "DELETE FROM run WHERE id <> 2; UPDATE trace SET identity = 'x'; UPDATE run SET command = './other'"
exits 0 merge other.db sample.db
whole other.db
ask other.db "SELECT group_concat(id) FROM (SELECT id FROM run ORDER BY id)" 2,3,4,5,6,7
ask other.db "SELECT command FROM run WHERE id = 2" ./other
ask other.db "SELECT count(*) FROM violation WHERE run = 2" 4
steps="SELECT count(*) FROM violation v JOIN step s ON s.violation = v.id WHERE v.run"
ask other.db "$steps = 4" "$(sqlite3 sample.db "$steps = 2")"
ask other.db "SELECT place FROM v_place WHERE run = 4 AND stack = 2" "stop() spi.c:42"
ask other.db "SELECT count(*) FROM stack s JOIN frame f ON f.id = s.frame WHERE f.run <> s.run" 0
ask other.db "SELECT hex(path) FROM image" "$(sqlite3 sample.db "SELECT hex(path) FROM image" | sed 'p')"

# runs of lint: those that say the same are one, but each of an input counts
sample lint.db "DELETE FROM run WHERE id > 1; INSERT INTO run SELECT 2, started, command, tool, version, seed, fault, status, records, lost FROM run;
	INSERT INTO finding SELECT 7, 2, rule, confidence, severity, file, line, col, function, message, fingerprint, context, replacement, reason FROM finding"
exits 0 merge joined.db lint.db lint.db
ask joined.db "SELECT count(*) FROM run" 2
exits 0 merge joined.db sample.db
ask joined.db "SELECT count(*) FROM run WHERE tool = 'lint'" 2

# an older version is read and left alone; an older output is brought up to date
{ echo "PRAGMA application_id = 1145913667;"; cat "$srcdir/db/schema.sql"; echo "PRAGMA user_version = 1;
	INSERT INTO run VALUES (7, '2024-01-01T00:00:00Z', 'x', 'lint', '0', NULL, NULL, 0, 1, 0);
	INSERT INTO finding VALUES (9223372036854775807, 7, 'r', 'low', 'note', 'f', 1, 1, '', 'm', 'fp', NULL, NULL, NULL);
	INSERT INTO note VALUES (9223372036854775807, 1, 'f', 1, 1, '', 'x');
	CREATE TABLE mine (x); INSERT INTO mine VALUES ('my own');"; } | sqlite3 old.db
cksum old.db >sum
exits 0 merge new.db old.db
ask new.db "SELECT count(*) FROM note n JOIN finding f ON f.id = n.finding WHERE f.message = 'm' AND n.message = 'x'" 1
[ "$(cksum old.db)" = "$(cat sum)" ] || wrong "an input was changed"
exits 0 merge old.db sample.db
whole old.db
ask old.db "SELECT * FROM mine" "my own"
ask old.db "SELECT count(*) FROM run" 6

# all or nothing
cp new.db kept.db
sample damaged.db "UPDATE trace SET identity = identity || 'd'"
sqlite3 damaged.db "PRAGMA foreign_keys = OFF; DELETE FROM frame WHERE id = 2"
sample fresh.db "UPDATE trace SET identity = identity || 'f'"
refuses "is damaged" merge new.db fresh.db damaged.db
cmp new.db kept.db || wrong "half of a merge stayed"
mkdir made
refuses "is damaged" merge made/out.db fresh.db damaged.db
[ ! -e made/out.db ] || wrong "a merge that failed left a file"

# one at a time: two writers both get theirs in
sample third.db "UPDATE trace SET identity = identity || 't'; DELETE FROM run WHERE id = 1"
"$dmacheck" merge both.db fresh.db &
"$dmacheck" merge both.db third.db &
wait
ask both.db "SELECT count(*) FROM trace" 8
whole both.db

# killed at any time
i=0
while [ $i -lt 20 ]; do
	i=$((i + 1))
	"$dmacheck" merge killed.db fresh.db third.db &
	pid=$!
	sleep "0.0$((i % 10))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
done
exits 0 merge killed.db fresh.db third.db
whole killed.db
ask killed.db "SELECT count(*) FROM trace" 8

bad_databases merge new.db
cmp new.db kept.db || wrong "a refused input changed the database"
for file in newer foreign text; do
	case $file in
	newer) sample out.db "PRAGMA user_version = 99" ;;
	foreign) rm -f out.db; sqlite3 out.db "CREATE TABLE t (x)" ;;
	text) echo "some text, long enough for a head: $(head -c 200 /dev/zero | tr '\0' x)" >out.db ;;
	esac
	cp out.db sum
	refuses "out.db" merge out.db sample.db
	cmp out.db sum || wrong "a file that is $file was changed"
done
refuses "name the database" merge
refuses "name a database" merge new.db
refuses "--no-such" merge --no-such
exit $status
