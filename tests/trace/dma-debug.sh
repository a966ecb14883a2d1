#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# dma-debug.sh - what the kernel's dma-debug would say, a run says under its rule
#
# A row of db/replay/dma-debug.def is right if its workload makes the engine say the
# kernel's words, makes a traced run report the rule, and if the manual has it. The
# second message about stacks is of stacks in vmalloc memory, which here are none.
# shellcheck disable=SC1003,SC2086 # a backslash, options
set -u
. "${srcdir:-.}/tests/lib.sh"
rows=$srcdir/db/replay/dma-debug.def
page=$srcdir/man/dmacheck-dma-debug.7
enter work

# each DMA_DEBUG(): number, kernel's words, rule, words, workload, a line each field
fields()
{
	sed -n 's/^DMA_DEBUG(\([0-9]*\), "\(.*\)", "\(.*\)", "\(.*\)", "\(.*\)")$/\1|\2|\3|\4|\5/p' "$rows"
}

# try WORKLOAD: what it says alone in NAME.err, what is reported of it in NAME.report
try()
{
	name=$(echo "$1" | tr / -)
	[ ! -f "$name.report" ] || return 0
	: >"$name.report"
	if ! "$dmacheck" cc --module ${MODULE_FLAGS-} -o "$name.program" \
		"$srcdir/tests/rules/$1" 2>"$name.err"; then
		wrong "$1 is not compiled: $(cat "$name.err")"
		return
	fi
	"./$name.program" >/dev/null 2>"$name.err"
	"$dmacheck" run --db="$name.db" --error-exitcode=0 -o "$name.report" -- \
		"./$name.program" >/dev/null 2>"$name.run" ||
		wrong "$1: exit status $?: $(cat "$name.run")"
}

[ "$(grep -c '^DMA_DEBUG' "$rows")" -eq 23 ] || wrong "$rows: not 23 messages"
[ "$(fields | wc -l)" -eq 23 ] || wrong "$rows: rows that cannot be read"
[ "$(fields | cut -d '|' -f 1 | tr '\n' ' ')" = "$(seq -s ' ' 23) " ] ||
	wrong "$rows: not numbered from 1 to 23"
fields >rows
while IFS='|' read -r number kernel rule words workload; do
	try "$workload"
	[ "$number" -eq 12 ] || grep -qF -e "$kernel" "$name.err" ||
		wrong "$number: $workload does not make the engine say: $kernel"
	grep -F -e "[$rule]" "$name.report" | grep -qF -e "$words" ||
		wrong "$number: $workload: no [$rule] with: $words"
	tr -d '\\' <"$page" | grep -A 1 -F "$number. $kernel" | grep -qF "$rule" ||
		wrong "$number: not in $(basename "$page"), or not with $rule"
done <rows
exit $status
