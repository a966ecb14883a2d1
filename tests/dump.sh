#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# dump.sh - what each stage makes of an example, held against a print that was
# read and found right
#
#   tests/dumps/NAME.STAGE   print of NAME.c, or of the folder NAME
#
# A file that says known-to-fail has a print written by hand: what would be
# right. With --update all other prints are made anew: read the difference.
# A new one begins as an empty file.
set -u

: "${srcdir:?}" "${DMACHECK:?}" "${DMACHECK_HEADERS:?}"
# as the program names it: a path may come with /../ in it
srcdir=$(cd "$srcdir" && pwd -P) || exit 1
update=
[ "${1:-}" = --update ] && update=yes
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
count=0

# print NAME STAGE - to standard output, without the place of the checkout
print() {
	input=$srcdir/tests/dumps/$1
	[ -d "$input" ] || input=$input.c
	"$DMACHECK" lint --tree "$DMACHECK_HEADERS" --dump="$2" "$input" \
		>"$scratch/raw" || return
	sed "s|$srcdir/||g" "$scratch/raw"
}

wrong_today() {
	grep -qs 'known-to-fail:' "$srcdir/tests/dumps/$1.c"
}

complain() {
	echo "dump.sh: $*" >&2
	failed=1
}

for expected in "$srcdir"/tests/dumps/*.*; do
	file=${expected##*/}
	name=${file%.*}
	stage=${file##*.}
	[ "$stage" = c ] && continue
	count=$((count + 1))
	if ! print "$name" "$stage" >"$scratch/print"; then
		complain "$file: dmacheck failed"
	elif wrong_today "$name"; then
		if cmp -s "$expected" "$scratch/print"; then
			complain "$file: right now; take out known-to-fail"
		fi
	elif [ "$update" ]; then
		cmp -s "$expected" "$scratch/print" ||
			cp "$scratch/print" "$expected" || failed=1
	elif ! diff -u "$expected" "$scratch/print" >&2; then
		complain "$file: differs; if it is right: make update-dumps"
	fi
done
if [ "$count" -eq 0 ]; then
	complain "no prints in $srcdir/tests/dumps"
fi
exit $failed
