#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# edges.sh - every edge of every rule that a run reports by is taken by a bad workload
#
# Reads the reports that tests/run-workload left of them.
set -u

: "${srcdir:?}" "${builddir:?}" "${MISSING_EDGES:?}"
status=0
found=$(mktemp) || exit 99
trap 'rm -f "$found"' EXIT

for workload in "$srcdir"/tests/rules/*/*bad*.c; do
	"${SHELL:-/bin/sh}" "$srcdir/tests/is-workload" "$workload" || continue
	# a sanitizer took its place
	[ -z "${DMACHECK_SANITIZED-}" ] || exit 77
	left=$builddir/tests/.reports/$(basename "$(dirname "$workload")")-$(basename "$workload" .c)
	if [ ! -f "$left.1" ]; then
		echo "$workload has not been run"
		status=1
		continue
	fi
	cat "$left".* >>"$found"
done
[ -s "$found" ] || exit 77
"$MISSING_EDGES" run <"$found" || status=1
exit $status
