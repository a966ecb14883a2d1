#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# front-door.sh - dmacheck, rules and explain: what they print and refuse
#
# DMACHECK names the front door, with the commands' programs beside it.
set -u
src=${srcdir:-.}
dmacheck=${DMACHECK:-./dmacheck}
dir=$(mktemp -d "${TMPDIR:-/tmp}/door.XXXXXX")
trap 'rm -rf "$dir"' EXIT
status=0

wrong()
{
	echo "$*"
	status=1
}

# prints WORD ARG...: exit 0, WORD on standard output, nothing on standard error
prints()
{
	word=$1
	shift
	"$dmacheck" "$@" >"$dir/out" 2>"$dir/err" || wrong "$*: exit status $?"
	grep -qF -e "$word" "$dir/out" || wrong "$*: no '$word'"
	[ ! -s "$dir/err" ] || wrong "$*: $(cat "$dir/err")"
}

# refused WORD: standard error of the last command is one line with WORD
refused()
{
	[ "$1" -eq 2 ] || wrong "$2: exit status $1"
	[ "$(wc -l <"$dir/err")" -eq 1 ] || wrong "$2: not one line: $(cat "$dir/err")"
	grep -qF -e "$2" "$dir/err" || wrong "no '$2' in: $(cat "$dir/err")"
}

# refuses WORD ARG...: exit 2, one line with WORD, nothing on standard output
refuses()
{
	word=$1
	shift
	"$dmacheck" "$@" >"$dir/out" 2>"$dir/err"
	refused $? "$word"
	[ ! -s "$dir/out" ] || wrong "$*: wrote to standard output"
}

prints "dmacheck " --version
prints "lint" --help
prints "sync-in-atomic" rules
prints '"slug": "sync-in-atomic"' rules --format=json
prints "Usage: dmacheck rules" rules --help
prints "Usage: dmacheck explain" explain --help
prints "Contract" explain sync-in-atomic
prints "dmacheck " explain --version
for command in run finish report query diff merge; do
	prints "Usage: dmacheck $command" "$command" --help
	prints "dmacheck " "$command" --version
done
prints "Which mappings were active" query --list

refuses "name a command"
refuses "name a command" ""
refuses '"no-such"' no-such
refuses "name a rule" explain
refuses "name a database" report
refuses "name a database" query
refuses "name two databases" diff
refuses "name the database" merge
refuses "No such file" report "$dir/none.db"
refuses "No such file" query "$dir/none.db" runs
refuses "No such file" diff "$dir/none.db" "$dir/none.db"
refuses '"no-such"' explain no-such
refuses "unexpected" explain sync-in-atomic two
refuses "unexpected" rules one
refuses "xml" rules --format=xml
refuses "--format" explain --format=json
refuses "needs a value" rules --format
refuses "-x" rules -x

DMACHECK_LIBEXEC=$dir "$dmacheck" lint >"$dir/out" 2>"$dir/err"
refused $? "cannot run $dir/dmacheck-lint"
for command in --help --version rules "explain sync-in-atomic" "rules --format=json" "report --help" \
	"query --list" "query --list --format=json" "diff --version" "merge --help"; do
	# shellcheck disable=SC2086 # words on purpose
	"$dmacheck" $command >/dev/full 2>"$dir/err"
	refused $? "No space left"
	# shellcheck disable=SC2086
	"$dmacheck" $command >&- 2>"$dir/err"
	refused $? "Bad file descriptor"
done

# The example is shown where both files are there.
if [ -e "$src/tests/rules/sync-in-atomic/bad.c" ]; then
	DMACHECK_DATA=$src/tests prints "Example" explain sync-in-atomic
fi
exit $status
