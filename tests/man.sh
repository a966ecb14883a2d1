#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# man.sh - the manual says what the tables say
#
# Commands, options and columns live in one table each; this holds the manual
# pages against what the programs print and against the schema.
# DMACHECK names the front door, with the commands' programs beside it.
set -eu
src=${srcdir:-.}
dmacheck=${DMACHECK:-./dmacheck}
dir=$(mktemp -d "${TMPDIR:-/tmp}/man.XXXXXX")
trap 'rm -rf "$dir"' EXIT
status=0

# same WHAT: the lists program and manual hold the same words
same()
{
	sort -u "$dir/program" -o "$dir/program"
	sort -u "$dir/manual" -o "$dir/manual"
	[ -s "$dir/program" ] || { echo "$1: the program shows none"; status=1; }
	if ! diff "$dir/program" "$dir/manual" >"$dir/diff"; then
		echo "$1: < only the program, > only the manual"
		cat "$dir/diff"
		status=1
	fi
}

# Headings of a page that name options: .TP and then the option.
manual_options()
{
	sed 's/\\-/-/g' "$1" | awk '
		/^\.TP/ { heading = 1; next }
		heading { print; heading = 0 }' | grep -oE -e '--[a-z-]+' || true
}

"$dmacheck" --help | sed -nE 's/^  ([a-z]+) .*/\1/p' >"$dir/program"
sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/s/^\.B //p' "$src/man/dmacheck.1" >"$dir/manual"
same "commands"

while read -r command; do
	page=$src/man/dmacheck-$command.1
	[ -e "$page" ] || { echo "$page is missing"; status=1; }
done <"$dir/program"

"$dmacheck" lint --help | sed -nE 's/^  (-[a-z], )?(--[a-z]+).*/\2/p' >"$dir/program"
manual_options "$src/man/dmacheck-lint.1" >"$dir/manual"
same "options of lint"

"$dmacheck" cc --help | sed -nE 's/^  (--[a-z-]+).*/\1/p' >"$dir/program"
manual_options "$src/man/dmacheck-cc.1" | sed 's/-*$//' >"$dir/manual"
same "options of cc"

for command in finish report query diff merge; do
	"$dmacheck" "$command" --help | sed -nE 's/^  (-[a-z], )?(--[a-z-]+).*/\2/p' >"$dir/program"
	manual_options "$src/man/dmacheck-$command.1" >"$dir/manual"
	same "options of $command"
done

"$dmacheck" query --list | grep -oE '^[a-z-]+' >"$dir/program"
sed -n '/^\.SH QUERIES/,/^\.SH EXIT/s/^\.BR* \([a-z\\-]*\).*/\1/p' "$src/man/dmacheck-query.1" |
	tr -cd 'a-z\n-' >"$dir/manual"
same "queries"

# Every table, view and column of the schema has its word in the page.
sed -nE -e 's/ *--.*//' \
	-e 's/^CREATE (TABLE|VIEW) ([a-z_]+).*/\2/p' \
	-e 's/^  ([a-z_]+) +(INTEGER|TEXT).*/\1/p' "$src"/db/schema*.sql >"$dir/words"
# Columns of a view stand in brackets behind its name, which may take two lines.
awk '/^CREATE VIEW/ { on = 1; sub(/^CREATE VIEW [a-z_]+/, "") }
	on { end = sub(/ AS$/, ""); print; on = !end }' "$src"/db/schema*.sql |
	tr -cs 'a-z_' '\n' >>"$dir/words"
sort -u "$dir/words" | grep . >"$dir/program"
tr -cs 'a-z_' '\n' <"$src/man/dmacheck-sqlite.5" | sort -u |
	grep -xFf "$dir/program" >"$dir/manual" || true
same "the schema"

version=$(grep -oE 'number of the schema, [0-9]+|^is the number of the schema, [0-9]+' \
	"$src/man/dmacheck-sqlite.5" | grep -oE '[0-9]+' | head -n 1)
steps=$(find "$src/db" -maxdepth 1 -name 'schema*.sql' | wc -l)
[ "$version" = "$steps" ] || { echo "the page says schema $version, there are $steps steps"; status=1; }

if command -v groff >/dev/null; then
	for page in "$src"/man/*.[1-8]; do
		groff -man -Tutf8 -ww -z "$page" 2>"$dir/warnings" || status=1
		[ ! -s "$dir/warnings" ] || { cat "$dir/warnings"; status=1; }
	done
fi
exit $status
