#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# sqlite.sh - stock sqlite3 opens the database, and its views answer
#
# PRINT_SAMPLE names the program that writes the sample report.
set -eu
print=${PRINT_SAMPLE:-tests/unit/print-sample}
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
dir=$(mktemp -d "${TMPDIR:-/tmp}/sqlite.XXXXXX")
trap 'rm -rf "$dir"' EXIT

fail()
{
	echo "$*" >&2
	exit 1
}

# ask FILE SQL EXPECTED
ask()
{
	got=$(sqlite3 "$1" "$2")
	[ "$got" = "$3" ] || fail "$1: $2: got '$got', expected '$3'"
}

# untouched FILE: adding a run is refused with one line, the file stays
untouched()
{
	before=$(cksum <"$1")
	"$print" db "$1" 2>"$dir/error" && fail "$1 was taken"
	[ "$(wc -l <"$dir/error")" -eq 1 ] || fail "$1: not one line"
	[ "$before" = "$(cksum <"$1")" ] || fail "$1 was changed"
	for left in "$1"-*; do
		[ ! -e "$left" ] || fail "left behind: $left"
	done
}

"$print" db "$dir/runs.db"
"$print" db "$dir/runs.db"
"$print" sqlite >"$dir/new.db"
for db in "$dir/runs.db" "$dir/new.db"; do
	ask "$db" "pragma integrity_check" ok
	ask "$db" "pragma foreign_key_check" ""
	ask "$db" "pragma user_version" 2
	ask "$db" "pragma application_id" 1145913667
	ask "$db" "select group_concat(name) from pragma_table_info('v_run')" \
		run,started,command,tool,seed,fault,status,records,lost
	ask "$db" "select group_concat(name) from pragma_table_info('v_finding')" \
		run,rule,confidence,severity,file,line,function,message,fingerprint
	ask "$db" "select group_concat(name) from pragma_table_info('v_violation')" \
		run,rule,verdict,reason,confidence,fingerprint,message,address,pfn,size,device,channel,thread,time,stack,mapping,occurrences
	ask "$db" "select group_concat(name) from pragma_table_info('v_mapping')" \
		run,device,kind,address,dma_address,pfn,pfn_kind,size,direction,mapped_at,mapped_by,unmapped_at,unmapped_by,map_stack,unmap_stack,mapping
	ask "$db" "select group_concat(name) from pragma_table_info('v_leak')" \
		run,device,kind,address,dma_address,pfn,pfn_kind,size,direction,mapped_at,mapped_by,unmapped_at,unmapped_by,map_stack,unmap_stack,mapping,age
	ask "$db" "select group_concat(name) from pragma_table_info('v_overlap')" \
		run,mapping,other,device,other_device,direction,other_direction,address,bytes,since,until,map_stack,other_map_stack
	ask "$db" "select group_concat(name) from pragma_table_info('v_descriptor')" \
		run,channel,cookie,kind,prepared_at,submitted_at,issued_at,completed_at,terminated_at,callback_at
	ask "$db" "select count(*) from pragma_table_list where type = 'table' and not strict and name not like 'sqlite_%'" 0
done
ask "$dir/runs.db" "select group_concat(run) from v_run" 1,2
ask "$dir/runs.db" "select count(*) from v_finding" 4
ask "$dir/new.db" "select * from v_run" \
	"1|2025-01-31T12:00:00Z|dmacheck lint 'drivers/o'\\''dd'|lint|||1|4|1"
ask "$dir/new.db" "select rule, confidence, severity, line, function from v_finding" \
	"sync-in-atomic|high|error|12|stop
terminate-all-deprecated|medium|warning|3|"
ask "$dir/new.db" "select hex(file) from v_finding where line = 12" \
	"$(printf 'drivers/spi/b\357\277\275 d%%.c' | od -An -tx1 | tr -d ' \n' | tr a-f A-F)"
ask "$dir/new.db" "select below, suppressed from lint" "1|1"
ask "$dir/new.db" "pragma foreign_keys=on; delete from run; select (select count(*) from finding) + (select count(*) from note) + (select count(*) from failure) + (select count(*) from figure)" 0
for left in "$dir"/*.db-*; do
	[ ! -e "$left" ] || fail "left behind: $left"
done

sqlite3 "$dir/other.db" "create table t (x); pragma user_version = 1"
untouched "$dir/other.db"
sqlite3 "$dir/newer.db" "pragma application_id = 1145913667; pragma user_version = 99; create table t (x)"
untouched "$dir/newer.db"
echo "not a database, and of some length: $(head -c 200 /dev/zero | tr '\0' x)" >"$dir/text.db"
untouched "$dir/text.db"
echo short >"$dir/short.db"
untouched "$dir/short.db"

"$print" db "$dir/none/x.db" 2>"$dir/error" && fail "a folder was made"
[ "$(wc -l <"$dir/error")" -eq 1 ] || fail "missing folder: not one line"
: >"$dir/empty.db"
"$print" db "$dir/empty.db"
ask "$dir/empty.db" "select count(*) from v_run" 1

# two writers at once both get their run
for i in 1 2 3 4 5 6 7 8; do
	"$print" db "$dir/shared.db" &
done
wait
ask "$dir/shared.db" "select count(*) from v_run" 8

# a writer killed at any time leaves a database that works
i=0
while [ $i -lt 20 ]; do
	i=$((i + 1))
	"$print" db "$dir/killed.db" &
	pid=$!
	sleep "0.00$((i % 10))"
	kill -9 $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
done
"$print" db "$dir/killed.db"
ask "$dir/killed.db" "pragma integrity_check" ok
ask "$dir/killed.db" "select count(*) from finding f left join run r on r.id = f.run where r.id is null" 0
