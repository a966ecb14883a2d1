#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# sarif.sh - the sample report as SARIF is valid against the standard's schema
#
# PRINT_SAMPLE names the program that prints it, PYTHON3 the interpreter.
set -eu
src=${srcdir:-.}
log=$(mktemp "${TMPDIR:-/tmp}/sarif.XXXXXX")
trap 'rm -f "$log"' EXIT
"${PRINT_SAMPLE:-tests/unit/print-sample}" sarif >"$log"
"${PYTHON3:-python3}" "$src/tests/sarif-validate.py" \
	"$src/tests/schema/sarif-2.1.0.json" "$log"
