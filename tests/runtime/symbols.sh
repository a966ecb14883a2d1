#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# symbols.sh - no library of ours takes the place of a function of the C library
#
# A symbol of ours that libc has too would replace it in the whole program.
set -u
dir=$(mktemp -d "${TMPDIR:-/tmp}/symbols.XXXXXX")
trap 'rm -rf "$dir"' EXIT
libc=$(${DMACHECK_CC:-cc} -print-file-name=libc.so.6)
command -v nm >/dev/null && [ -e "$libc" ] || exit 77
status=0

# defined FILE: the names of its functions and variables
defined()
{
	nm -D --defined-only "$1" | awk '$2 ~ /[TWVDBRi]/ { sub(/@.*/, "", $3); print $3 }' | sort -u
}

defined "$libc" >"$dir/libc"
for library in "$builddir"/.libs/libdmacheck-*.so; do
	defined "$library" | comm -12 - "$dir/libc" >"$dir/both"
	[ ! -s "$dir/both" ] && continue
	echo "$(basename "$library") has symbols of libc: $(tr '\n' ' ' <"$dir/both")"
	status=1
done
exit $status
