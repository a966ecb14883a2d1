#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# transparent.sh - dmacheck run changes nothing of the program; what it cannot trace it names
# shellcheck disable=SC2016,SC2086 # words for an inner shell, lists of words
set -u
. "${srcdir:-.}/tests/lib.sh"
enter work
cc=${DMACHECK_CC:-cc}

# traced COMMAND...: under dmacheck run
traced()
{
	"$dmacheck" run --db="$dir/run.db" -- "$@"
}

# same WHAT COMMAND...: says and ends as it does alone
same()
{
	what=$1
	shift
	"$@" <"$dir/input" >"$dir/out.bare" 2>"$dir/err.bare"
	bare=$?
	traced "$@" <"$dir/input" >"$dir/out" 2>"$dir/err"
	code=$?
	[ $code -eq $bare ] || wrong "$what: exit status $code, not $bare: $(cat "$dir/err")"
	cmp -s "$dir/out" "$dir/out.bare" || wrong "$what: $(diff "$dir/out.bare" "$dir/out")"
	cmp -s "$dir/err" "$dir/err.bare" || wrong "$what: $(diff "$dir/err.bare" "$dir/err")"
}

# refuses WORD ARG...: dmacheck run ARG... ends with 2 and one line with WORD, nothing is run
refuses()
{
	word=$1
	shift
	rm -f was-run
	"$dmacheck" run "$@" >"$dir/out" 2>"$dir/err"
	code=$?
	[ $code -eq 2 ] || wrong "$word: exit status $code"
	[ "$(wc -l <"$dir/err")" -eq 1 ] || wrong "$word: not one line: $(cat "$dir/err")"
	grep -qF -e "$word" "$dir/err" || wrong "no '$word' in: $(cat "$dir/err")"
	[ ! -e was-run ] || wrong "$word: was run"
}

printf 'one\ntwo' >"$dir/input"

# ---- ends
for code in 0 1 2 7 255; do
	same "exit $code" sh -c "exit $code"
done
for signal in TERM INT HUP KILL USR1 ABRT SEGV PIPE RTMIN; do
	# the shell says by which, in words of its own
	sh -c "kill -$signal \$\$; sleep 5" 2>/dev/null
	bare=$?
	traced sh -c "kill -$signal \$\$; sleep 5" 2>/dev/null
	code=$?
	[ $code -eq $bare ] || wrong "signal $signal: exit status $code, not $bare"
done 2>/dev/null

# ---- input, output, arguments
same "input" cat
same "output" sh -c 'printf "a\0b"; printf "c\n" >&2; exit 3'
same "arguments" printf '<%s>' '' 'a b' '*' "it's" '"' '$HOME' 'a
b' -- -n --seed=3
same "no name" sh -c 'echo "$0"' 'other name'

# ---- what it inherits
{
	same "environment" env -u _
	LD_PRELOAD='' same "empty preload" env -u _
	LD_PRELOAD=libm.so.6 same "preload" env -u _
	LD_PRELOAD='libm.so.6 libdl.so.2' same "preloads" env -u _
	DMACHECK_SEED=12 same "engine" env -u _
	DMACHECK_SEED=12 env -u _ >"$dir/out.bare"
	DMACHECK_SEED=12 "$dmacheck" run --db="$dir/run.db" --seed=3 --pfn=virtual -- env -u _ |
		cmp - "$dir/out.bare" || wrong "options show in the environment"
	same "no environment" env -i /usr/bin/env
	same "environment of a child" env -u _ sh -c 'env; env -i A=b env'
	same "folder" pwd -P
	(umask 027 && same "umask" sh -c umask && exit $status) || status=1
	same "limits" sh -c 'ulimit -a'
	same "processes" sh -c 'cut -d" " -f5-8 /proc/self/stat'
	same "signals" grep -E '^(Sig|Shd)[PBIC]' /proc/self/status
	(trap '' INT CHLD USR2 && same "ignored signals" grep -E '^Sig[BIC]' /proc/self/status &&
		exit $status) || status=1
	same "niceness" nice -n 3 nice
}
# open_files REDIRECTION: a program has those open that it would have
open_files()
{
	for run in '' 'traced '; do
		eval "${run}ls -l /proc/self/fd >\"\$dir/files\" 2>\"\$dir/err\" $1"
		sed 's|.*:[0-9][0-9] ||; s|/proc/[0-9]*|/proc/N|' "$dir/files" >"$dir/files.$run"
	done
	cmp -s "$dir/files." "$dir/files.traced " ||
		wrong "open files $1: $(diff "$dir/files." "$dir/files.traced ")"
}
open_files ''
open_files '<&-'
open_files '2>&-'
open_files '5<"$dir/input" 7>/dev/null 9>&1'
# standard output goes to a file that the program opens itself
for closed in '>&-' '<&- >&- 2>&-'; do
	for run in '' 'traced '; do
		eval "${run}sh -c 'ls -l /proc/self/fd >\"$dir/files\"' $closed"
		sed 's|.*:[0-9][0-9] ||; s|/proc/[0-9]*|/proc/N|' "$dir/files" >"$dir/files.$run"
	done
	cmp -s "$dir/files." "$dir/files.traced " ||
		wrong "open files $closed: $(diff "$dir/files." "$dir/files.traced ")"
done

# ---- kinds of programs
printf '#!/bin/sh\necho "$0" "$@"\nexit 4\n' >script
printf 'echo "$@"\nexit 5\n' >no-interpreter
printf '#!%s/script x\n' "$PWD" >script-of-script
chmod +x script no-interpreter script-of-script
same "script" ./script a b
same "script of a script" ./script-of-script a
same "no interpreter" ./no-interpreter a
PATH=$PWD:$PATH same "script in PATH" script c
same "pipeline" sh -c 'yes | head -n 1'
traced yes 2>"$dir/err" | head -n 1 >"$dir/out"
[ "$(cat "$dir/out")" = y ] || wrong "first of a pipeline: $(cat "$dir/out")"

# ---- signals on the way
cat >wait.sh <<'END'
trap 'echo usr1' USR1
trap 'echo term; exit 6' TERM
: >ready
while :; do sleep 0.05; done
END
# soon COMMAND...: until it is true, not for ever
soon()
{
	for _ in $(seq 400); do
		! "$@" || return 0
		sleep 0.05
	done
	wrong "never: $*"
}
"$dmacheck" run --db="$dir/run.db" -- sh wait.sh >"$dir/out" 2>"$dir/err" &
pid=$!
soon [ -e ready ]
kill -USR1 $pid
soon grep -q usr1 "$dir/out"
kill -TERM $pid
wait $pid
code=$?
if [ $code -ne 6 ] || [ "$(tail -n 1 "$dir/out")" != term ]; then
	wrong "signals: $code, $(cat "$dir/out" "$dir/err")"
fi

# ---- time
"$dmacheck" run --db="$dir/run.db" --no-report --timeout=0.2 -- sleep 20 2>"$dir/err"
code=$?
[ $code -eq 143 ] || wrong "timeout: exit status $code"
grep -q 'took longer than 0.2 s' "$dir/err" || wrong "timeout: $(cat "$dir/err")"

# ---- terminal
if [ -n "${PYTHON3-}" ]; then
	"$PYTHON3" "$srcdir/tests/trace/terminal.py" "$dmacheck" "$dir/run.db" || status=1
fi

# ---- what is refused
run='touch was-run'
refuses "name a command"
refuses "name a command" --
refuses "unknown option --no-such" --no-such -- $run
refuses '"no-such-command"' -- no-such-command
refuses "Permission denied" -- ./wait.sh
refuses "directory" -- /
refuses '"fast"' --schedule=fast -- $run
refuses "--seed" --seed=x -- $run
refuses "--timeout" --timeout=0 -- $run
refuses "--max-size" --max-size=1T -- $run
refuses "too little" --max-size=1000 -- $run
refuses "--error-exitcode" --error-exitcode=256 -- $run
refuses "give one of them" --fault=1 --fault-sweep -- $run
refuses "no-such" --db=no-such/run.db -- $run
printf 'not a database, but long enough to be looked at' >foreign.db
refuses "foreign.db" --db=foreign.db -- $run
printf 'int main(void) { return 0; }\n' >program.c
if "$cc" -static -o static program.c 2>/dev/null; then
	refuses "statically" -- ./static
	printf '#!%s/static\n' "$PWD" >static-script
	chmod +x static-script
	refuses "which runs ./static-script" -- ./static-script
	traced sh -c './static; exit 2' 2>"$dir/err"
	code=$?
	[ $code -eq 2 ] || wrong "a static child: exit status $code"
	grep -q './static was not traced' "$dir/err" || wrong "a static child: $(cat "$dir/err")"
fi
cp "$(command -v env)" foreign
printf '\003' | dd of=foreign bs=1 seek=18 conv=notrunc 2>/dev/null
refuses "another architecture" -- ./foreign
cp "$(command -v env)" set-user
if [ "$(id -u)" -eq 0 ] && chown nobody set-user && chmod u+s set-user; then
	refuses "set-user-ID" -- ./set-user
	chown root set-user && chmod u+s set-user
	same "set-user-ID of the user" ./set-user -u _
fi
if [ "$(id -u)" -ne 0 ]; then
	refuses "page frames" --pfn=real -- $run
fi

# ---- a place that LD_PRELOAD cannot name
build=$(dirname "$dmacheck")
if [ -f "$build/.libs/libdmacheck-shim.so" ]; then
	mkdir -p 'a b/.libs'
	cp "$build/dmacheck-run" 'a b'
	cp "$build/.libs/libdmacheck-shim.so" 'a b/.libs'
	for place in 'a b' "$dir"; do
		TMPDIR=$place DMACHECK_LIBEXEC=$build 'a b/dmacheck-run' --db="$dir/run.db" -- \
			env -u _ >"$dir/out" 2>"$dir/err" || wrong "a space: $(cat "$dir/err")"
		TMPDIR=$place DMACHECK_LIBEXEC=$build env -u _ | cmp -s - "$dir/out" ||
			wrong "a space: $(cat "$dir/out")"
	done
	[ -z "$(find "$dir" -name 'dmacheck-shim.*')" ] || wrong "a link is left"
fi
[ -z "$(find "$dir" . -name '*-trace.*')" ] || wrong "left behind: $(ls "$dir")"

exit $status
