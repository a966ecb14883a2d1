#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# edges.sh - every edge of every rule that lint reports by is taken by a bad fixture
set -u

: "${srcdir:?}" "${DMACHECK:?}" "${DMACHECK_HEADERS:?}" "${MISSING_EDGES:?}"
reports=$(mktemp) || exit 99
trap 'rm -f "$reports"' EXIT

for fixture in "$srcdir"/tests/rules/*/bad*.c; do
	# a workload is not read, it is run: tests/trace/edges.sh
	! "${SHELL:-/bin/sh}" "$srcdir/tests/is-workload" "$fixture" || continue
	"$DMACHECK" lint --tree "$DMACHECK_HEADERS" --format json \
		--confidence low "$fixture" >>"$reports"
	if [ $? -gt 1 ]; then
		echo "edges.sh: $fixture: dmacheck failed" >&2
		exit 1
	fi
done
"$MISSING_EDGES" lint <"$reports"
