#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# finish.sh - traces come into their database whole or not at all
#
# The traces are those of tests/trace/generate: nothing in them is wrong. builddir
# names the folder it was built in.
. "${srcdir:-.}/tests/lib.sh"

generate=${builddir:-.}/tests/trace/generate
[ -x "$generate" ] || { echo "$generate is not built"; exit 77; }
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
generate=$(cd "$(dirname "$generate")" && pwd)/generate
enter work
work=$PWD
n=0

# trace RECORDS: a new trace of $db in $folder
trace()
{
	n=$((n + 1))
	folder=$db-trace.$(printf %06d $n)
	"$generate" "$folder" "$db" "$1" "$n" || exit 99
}

finish()
{
	"$dmacheck" finish "$@" >"$work/out" 2>"$work/error"
}

# ask SQL EXPECTED
ask()
{
	got=$(sqlite3 "$db" "$1") || wrong "$db: $1: sqlite3 fails"
	[ "$got" = "$2" ] || wrong "$db: $1: got '$got', expected '$2'"
}

# said WORDS: the last finish printed them
said()
{
	[ "$(cat "$work/out")" = "$1" ] || wrong "said '$(cat "$work/out")', expected '$1': $(cat "$work/error")"
}

# refused WORDS ARG...: one line, exit 2
refused()
{
	words=$1
	shift
	finish "$@"
	code=$?
	[ $code -eq 2 ] || wrong "finish $*: exit $code, not 2: $(cat "$work/error")"
	[ "$(wc -l <"$work/error")" -eq 1 ] || wrong "finish $*: not one line: $(cat "$work/error")"
	grep -q -e "$words" "$work/error" || wrong "finish $*: not '$words': $(cat "$work/error")"
	[ ! -s "$work/out" ] || wrong "finish $*: says something on stdout"
}

# ---- a run ------------------------------------------------------------------------
db=$work/one.db
trace 20000
cp -R "$folder" "$work/copy"
finish "$folder" || wrong "exit $?: $(cat "$work/error")"
said "run 1"
[ ! -e "$folder" ] || wrong "the folder is left"
ask "pragma integrity_check" ok
ask "pragma foreign_key_check" ""
ask "select count(*), min(number), max(number) from event" "20000|1|20000"
ask "select records, lost, status, tool, command, seed, fault is null from v_run" "20000|0|0|run|generate|1|1"
ask "select begun, damaged, untraced, engine, timeout, ended from trace" "20000|0|0|1|0|2025-01-31T12:00:10Z"
ask "select count(*) from thread" 4
ask "select count(*) from channel where name is not null" 4
ask "select count(*) from violation" 0
ask "select count(*) from event e left join event_kind k using (kind) where k.name is null" 0
ask "select count(*) > 1000 from v_descriptor where completed_at > issued_at and issued_at > submitted_at" 1
ask "select count(*) > 2000 from v_mapping where unmapped_at > mapped_at and map_stack > 0" 1
ask "select count(*) from v_leak where age < 0" 0
ask "select function, file like '%generate.c', inside from v_stack where stack = (select min(map_stack) from mapping) and depth = 1" "tell|1|0"

# the same again: its database has it, as it has if a finish is killed behind its commit
finish "$work/copy" || wrong "again: exit $?"
said "run 1"
ask "select count(*) from run" 1
[ ! -e "$work/copy" ] || wrong "the copy is left"

trace 3000
finish --json --keep "$folder"
said "{\"run\":2,\"database\":\"$db\",\"records\":3000,\"lost\":0,\"violations\":0,\"inconclusive\":0,\"crashes\":0,\"messages\":0,\"fault\":null,\"engine\":true,\"untraced\":[]}"
[ -e "$folder/records" ] || wrong "--keep does not"
finish --db "$work/other.db" "$folder"
said "run 1"
[ -e "$work/other.db" ] || wrong "--db does not"

# ---- how it ended -------------------------------------------------------------------
trace 100
rm "$folder/end.json"
finish "$folder"
ask "select status is null from v_run where run = 3" 1
ask "select ended is null from trace where run = 3" 1
trace 100
echo '{ "status": null, "signal": 9, "ended": "2025-01-31T12:00:10Z", "timeout": true }' >"$folder/end.json"
finish "$folder"
ask "select status from v_run where run = 4" 137
ask "select timeout from trace where run = 4" 1

# ---- what a stage sees ----------------------------------------------------------------
trace 200
"$generate" "$work/twin" "$db" 200 "$n"
finish --dump=record "$folder" || wrong "--dump=record: $(cat "$work/error")"
[ "$(wc -l <"$work/out")" -eq 200 ] || wrong "--dump=record: not 200 lines"
grep -q '^5 1\.[1-4] map type=1 direction=1 device=d1 address=a1+0x0 dma=b1+0x0 size=[0-9]* value=[0-9]* in channel_begin$' "$work/out" ||
	wrong "--dump=record: $(sed -n 5p "$work/out")"
cp "$work/out" "$work/first"
finish --dump=record "$work/twin"
cmp -s "$work/out" "$work/first" || wrong "--dump=record: two that are the same differ"
finish --dump=judge "$folder" || wrong "--dump=judge: $(cat "$work/error")"
[ -d "$folder" ] || wrong "--dump finishes"
refused "record or judge" --dump=x "$folder"
rm -r "$folder" "$work/twin"

# ---- killed at any time ----------------------------------------------------------------
db=$work/killed.db
i=0
while [ $i -lt 16 ]; do
	i=$((i + 1))
	trace 8000
	"$dmacheck" finish "$folder" >/dev/null 2>&1 &
	pid=$!
	sleep "0.0$((i * 7 % 10))$((i % 10))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	if [ -e "$db" ] && [ -s "$db" ]; then
		ask "pragma integrity_check" ok
		ask "select count(*) from run where records != (select count(*) from event where run = id)" 0
	fi
	[ ! -e "$folder" ] || finish "$folder" || wrong "killed $i: $(cat "$work/error")"
	[ ! -e "$folder" ] || wrong "killed $i: the folder is left"
	ask "select count(*) from run" $i
done
ask "select count(*), count(distinct identity) from trace" "16|16"
ask "select count(*) from event" 128000

# ---- two at once --------------------------------------------------------------------------
db=$work/both.db
trace 30000
"$dmacheck" finish "$folder" >"$work/out1" 2>"$work/error1" &
pid=$!
finish "$folder"
code=$?
wait $pid || wrong "the first of two: $(cat "$work/error1")"
# the second may come when there is nothing left
if [ $code -eq 0 ]; then
	said "run 1"
else
	grep -q "No such file\|finished meanwhile" "$work/error" || wrong "the second of two: $(cat "$work/error")"
fi
ask "select count(*) from run" 1
for i in 1 2 3 4; do
	trace 5000
	"$dmacheck" finish "$folder" >"$work/out$i" 2>&1 &
done
wait
ask "select count(*) from run" 5

# ---- orphans ---------------------------------------------------------------------------------
db=$work/orphans.db
finish --orphans "$db" || wrong "no orphans: exit $?"
[ ! -e "$db" ] || wrong "--orphans makes a database"
trace 1000
trace 1000
theirs=$folder
sed -i 's|orphans\.db|others.db|' "$theirs/run.json"
trace 1000
if command -v flock >/dev/null; then
	recording=$folder
	flock "$recording" sleep 100 &
	holder=$!
	while flock -n "$recording" true; do sleep 0.01; done
	refused "still being recorded" "$recording"
fi
mkdir "$db-trace.young1" "$db-trace.empty1"
touch -d '2 hours ago' "$db-trace.empty1"
finish --orphans "$db" || wrong "orphans: exit $?: $(cat "$work/error")"
[ -z "$(cat "$work/out" "$work/error")" ] || wrong "--orphans says something"
[ -d "$theirs" ] || wrong "a trace of another database was finished"
[ -d "$db-trace.young1" ] || wrong "a folder was removed that has just been made"
[ ! -d "$db-trace.empty1" ] || wrong "an empty folder is left"
if [ -n "${holder-}" ]; then
	ask "select count(*) from run" 1
	kill "$holder"
	wait "$holder" 2>/dev/null
	# sleep holds it, too
	until flock -n "$recording" true; do sleep 0.1; pkill -P "$holder" 2>/dev/null; done
	finish --orphans "$db"
fi
ask "select count(*) from run" 2
rm -r "$theirs"

# a process of the run that lives has the file mapped
if [ -n "${PYTHON3-}" ]; then
	trace 1000
	"$PYTHON3" - "$folder/records" <<'END' &
import mmap, os, struct, sys, time
file = open(sys.argv[1], "r+b")
file.seek(4096 + 20)
file.write(struct.pack("I", os.getpid()))
file.flush()
map = mmap.mmap(file.fileno(), 0)
open(sys.argv[1] + ".ready", "w").close()
time.sleep(100)
END
	living=$!
	while [ ! -e "$folder/records.ready" ]; do sleep 0.01; done
	rm "$folder/records.ready"
	finish --orphans "$db" || wrong "living: exit $?"
	[ -d "$folder" ] || wrong "a trace was finished that is being written"
	finish "$folder" || wrong "living, by hand: $(cat "$work/error")"
	ask "select count(*) from run" 3
	kill $living
	wait $living 2>/dev/null
fi

# ---- what is not a trace, and databases that are not ours ----------------------------------------
db=$work/bad.db
refused "name the folder"
refused "No such file" "$work/nothing"
refused "Not a directory" "$dmacheck"
mkdir "$work/some" && echo x >"$work/some/file"
touch -d '2 hours ago' "$work/some"
refused "not the folder of a trace" "$work/some"
[ -e "$work/some/file" ] || wrong "a folder of somebody is gone"
mkdir "$work/void"
touch -d '2 hours ago' "$work/void"
refused "nothing was run" "$work/void"
trace 100
for text in '' '[]' '{' '{ "version": 9 }' '{ "version": "x" }'; do
	printf '%s' "$text" >"$folder/run.json"
	refused "run.json" "$folder"
	[ -e "$folder/records" ] || wrong "'$text': the trace is gone"
done
echo '{ "version": 1, "command": 7, "seed": "x", "database": [] }' >"$folder/run.json"
refused "name one with --db" "$folder"
finish --db "$db" "$folder" || wrong "a poor run.json: $(cat "$work/error")"
trace 100
rm "$folder/run.json"
refused "has no run.json" "$folder"
[ -e "$folder/records" ] || wrong "no run.json: the trace is gone"

trace 100
echo "of no database, but long enough to have a head, which is to be a hundred bytes long, at the least so" >"$work/text.db"
sqlite3 "$work/newer.db" "pragma application_id = 1145913667; pragma user_version = 99; create table t (x)"
refused "not a database" --db "$work/text.db" "$folder"
refused "schema 99" --db "$work/newer.db" "$folder"
refused "No such file" --db "$work/none/x.db" "$folder"
[ -e "$folder/records" ] || wrong "a refused database: the trace is gone"
finish --check "$work/fresh.db" || wrong "--check: $(cat "$work/error")"
[ ! -e "$work/fresh.db" ] || wrong "--check makes a database"
finish --check "$db" || wrong "--check: $(cat "$work/error")"
refused "schema 99" --check "$work/newer.db"
refused "not a database" --check "$work/text.db"

# ---- a full disk: nothing half -------------------------------------------------------------------
trace 20000
before=$(cksum <"$db")
# the mapped records are larger, but not written
(ulimit -f 200 && finish "$folder")
[ "$(wc -l <"$work/error")" -eq 1 ] || wrong "full disk: $(cat "$work/error")"
[ "$before" = "$(cksum <"$db")" ] || wrong "full disk: the database was changed"
[ -e "$folder/records" ] || wrong "full disk: the trace is gone"
finish "$folder" || wrong "after a full disk: $(cat "$work/error")"
ask "pragma integrity_check" ok

# ---- damaged traces: a message or a reading, nothing else --------------------------------------------
db=$work/damaged.db
trace 1500
mv "$folder" "$work/sound"
size=$(wc -c <"$work/sound/records")
i=0
while [ $i -lt 60 ]; do
	i=$((i + 1))
	cp -R "$work/sound" "$work/hurt"
	if [ $((i % 3)) -eq 0 ]; then
		truncate -s $((i * 7919 * 31 % size)) "$work/hurt/records"
	else
		awk -v seed=$i 'BEGIN { srand(seed); for (i = 0; i < 8; i++) printf "%c", int(rand() * 127) + 1 }' |
			dd of="$work/hurt/records" bs=1 conv=notrunc 2>/dev/null \
				seek=$((i % 2 ? i * 3 % 248 : 4096 + i * 7919 * 17 % (size - 5000)))
	fi
	finish --db "$work/hurt$i.db" "$work/hurt"
	code=$?
	[ $code -le 2 ] || wrong "damage $i: exit $code"
	[ $code -ne 2 ] || [ "$(wc -l <"$work/error")" -eq 1 ] || wrong "damage $i: $(cat "$work/error")"
	rm -rf "$work/hurt" "$work/hurt$i.db"
done
exit $status
