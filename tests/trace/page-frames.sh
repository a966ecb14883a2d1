#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# page-frames.sh - with --pfn=real a page that moved is a violation, and what moved it
# is in its path
# shellcheck disable=SC2086 # options
set -u
. "${srcdir:-.}/tests/lib.sh"
source=$(cd "${srcdir:-.}" && pwd)/tests/trace/page-frames-program.c
enter work

# answers SQL: the rows
answers()
{
	"$dmacheck" query --format=csv --sql="$1" run.db | tail -n +2 | tr -d '"\r'
}

# moved FUNCTION CAUSE: one violation there, with this step in its path
moved()
{
	[ "$(answers "SELECT count(*) FROM violation v JOIN v_stack s ON s.run = v.run
		AND s.stack = v.stack AND s.function = '$1'
		WHERE v.rule = 'page-moved-while-mapped' AND v.verdict = 'violation'
		AND EXISTS (SELECT 1 FROM step p WHERE p.violation = v.id
		AND p.message = '$2')")" = 1 ] || wrong "$1: no violation, or not because $2"
}

"$dmacheck" cc --module ${MODULE_FLAGS-} -o moved "$source" 2>err || {
	cat err
	exit 1
}
"$dmacheck" run --pfn=real --no-report --error-exitcode=0 --db=run.db -- ./moved \
	>/dev/null 2>err || code=$?
if grep -q 'no right to read page frames' err; then
	echo 'needs CAP_SYS_ADMIN'
	exit 77
fi
[ "${code-0}" -eq 0 ] || wrong "exit status $code: $(cat err)"
[ "$(answers 'SELECT DISTINCT pfn_kind FROM v_mapping')" = real ] || wrong 'no real frames'
[ "$(answers 'SELECT count(*) FROM v_mapping WHERE pfn = 0')" = 0 ] || wrong 'frame 0'
moved writes_after_fork 'the process forks'
moved drops 'its pages may have been replaced'
[ "$(answers 'SELECT count(*) FROM violation')" = 2 ] ||
	wrong "others: $(answers 'SELECT rule, verdict, message FROM violation')"
exit $status
