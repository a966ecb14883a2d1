#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# bad-input.sh - lint on what it cannot use: one line, the right exit status
#
# What is refused is refused with one line on standard error and nothing on
# standard output; what is only partly usable is analysed as far as it goes, the
# rest listed. Nothing crashes or hangs, and a report is whole or not there.
set -u
# shellcheck source=tests/lib.sh
. "${srcdir:-.}/tests/lib.sh"
headers=$(cd "${DMACHECK_HEADERS:-${srcdir:-.}/tests/include}" && pwd)
enter .

# lint ARG...: sets $code, fills out and err
lint()
{
	timeout 60 "$dmacheck" lint "$@" >out 2>err
	code=$?
	[ $code -le 3 ] || wrong "$*: exit status $code: $(head -c 300 err)"
}

# refused WORD ARG...: of the last run: exit 2, one line with WORD
refused()
{
	word=$1
	shift
	[ $code -eq 2 ] || wrong "$*: exit status $code, not 2"
	[ "$(wc -l <err)" -eq 1 ] || wrong "$*: not one line: $(cat err)"
	grep -qF -e "$word" err || wrong "$*: no '$word' in: $(cat err)"
}

# refuses WORD ARG...: as refused, and nothing on standard output
refuses()
{
	word=$1
	shift
	lint "$@"
	refused "$word" "$*"
	[ ! -s out ] || wrong "$*: wrote to standard output"
}

# gives CODE WORD ARG...: exit CODE, WORD on standard output, no complaint
gives()
{
	expected=$1 word=$2
	shift 2
	lint --tree "$headers" "$@"
	[ $code -eq "$expected" ] || wrong "$*: exit status $code, not $expected"
	[ ! -s err ] || wrong "$*: $(cat err)"
	grep -qF -e "$word" out || wrong "$*: no '$word' in: $(head -c 2000 out)"
}

# also WORD: of the last run
also()
{
	grep -qF -e "$1" out || wrong "no '$1' in: $(head -c 2000 out)"
}

use()
{
	printf '#include <linux/dmaengine.h>\nint f(struct dma_chan *c);\n'
	printf 'int f(struct dma_chan *c)\n{\n\treturn dmaengine_terminate_all(c);\n}\n'
}

use >use.c

# ---- the command line ----

refuses 'unknown format "xml"; use' --tree "$headers" --format xml use.c
refuses '"0" is not a number from' --tree "$headers" -j 0 use.c
refuses '"x" is not a number from' --tree "$headers" -j x use.c
refuses '"-1" is not a number from' --tree "$headers" -j -1 use.c
refuses 'no rule or group "none"' --tree "$headers" --rule none use.c
refuses '"garbage" is not NAME=y' --tree "$headers" --config garbage use.c
refuses 'unknown architecture "pdp11"; use' --tree "$headers" --arch pdp11 use.c
refuses 'needs -o FILE' --tree "$headers" --format sqlite use.c
refuses 'unknown option --no-such' --no-such

# ---- where to look ----

refuses 'none: No such file or directory; name' none
refuses '"": No such file or directory; name' --tree "$headers" ''
refuses 'a?b: No such file' --tree "$headers" 'a
b'
refuses 'not inside a kernel tree; give its place with --tree DIR' use.c
refuses 'not inside a kernel tree' .
refuses 'not a kernel tree (no Kconfig' --tree "$dir" use.c
refuses 'neither a file nor a folder' --tree "$headers" /dev/null
mkdir -p tree/include tree/arch tree/include/linux tree/arch/arm64
: >tree/Kconfig
echo 'all:' >tree/Makefile
refuses 'tree/Makefile: not the Makefile of a kernel' tree
echo 'VERSION = 6' >tree/Makefile
gives 0 '"selected": 0' --tree tree --format json tree
refuses 'run once per tree, or say which with --tree DIR' tree "$headers"
ln -s round.c other.c
ln -s other.c round.c
refuses 'its links lead in a circle' --tree "$headers" round.c
mkdir -p links/in
ln -s .. links/in/up
ln -s ../../round.c links/in/round.c
cp use.c links/in
gives 1 '"selected": 1' --format json links

# ---- what to read ----

refuses 'cannot read none/compile_commands.json' --tree "$headers" --build none use.c
mkdir -p build
echo '[ {' >build/compile_commands.json
refuses 'build/compile_commands.json:' --tree "$headers" --build build use.c
echo '[]' >build/compile_commands.json
gives 3 'no command for it in compile_commands.json' --build build --strict use.c
refuses 'none: No such file or directory; name' --tree "$headers" --model none use.c
refuses '/: Is a directory' --tree "$headers" --model / use.c
refuses 'holds NUL bytes' --tree "$headers" --model /dev/zero use.c
printf '# words\ncall f no-such-effect\n' >words.model
refuses 'words.model:2:' --tree "$headers" --model words.model use.c

# ---- sources ----

: >empty.c
gives 0 '"analyzed": 1' --format json --strict empty.c
{ use; head -c 20000 /dev/zero; } >binary.c
gives 0 'not C text: it holds NUL bytes' --format json binary.c
also '"analyzed": 0'
gives 3 'not C text' --strict binary.c
head -c 20000 /dev/urandom >random.c
gives 0 '"selected": 1' --format json random.c
mkfifo pipe.c
refuses 'neither a file nor a folder' --tree "$headers" pipe.c
mkdir -p none-here
gives 0 '"selected": 0' --format json --strict none-here

{
	use
	echo 'int broken(struct dma_chan *c)'
	echo '{ dmaengine_terminate_all(c) retur n; }'
} >syntax.c
gives 1 'broken() has an error: line 8' --format json --strict syntax.c
also '"line": 5'
also '"analyzed": 0'
{
	echo '#include <linux/dmaengine.h>'
	echo 'int broken(struct dma_chan *c)'
	echo '{ dmaengine_terminate_all(c) retur n; }'
} >syntax.c
gives 3 'broken() has an error: line 3' --strict syntax.c
gives 0 'broken() has an error: line 3' syntax.c

gives 1 '"selected": 1' --format json use.c use.c ./use.c "$dir/use.c"
[ "$(grep -c '"rule"' out)" -eq 1 ] || wrong "a file given twice is reported twice"

odd="a b
'\"\$(c)&;%s\\"
mkdir -p "$odd"
cp use.c "$odd/x
*.c"
for format in text json sarif; do
	gives 1 'dmaengine_terminate_all' --format $format "$odd"
done
gives 1 "a b?'" "$odd"
[ "$(wc -l <out)" -eq 2 ] || wrong "a line end in a name ends a line: $(cat out)"

# ---- long and deep sources ----

# make FILE BEFORE REPEATED AFTER COUNT: a function of COUNT times REPEATED, in
# which @ is the number of the repetition, between BEFORE and AFTER
make()
{
	{
		printf '#include <linux/dmaengine.h>\nint g(int x);\n'
		printf 'int f(struct dma_chan *c, int x)\n{\n'
		awk -v before="$2" -v repeated="$3" -v after="$4" -v count="$5" 'BEGIN {
			print before
			parts = split(repeated, part, "@")
			for (i = 0; i < count; i++) {
				line = part[1]
				for (j = 2; j <= parts; j++)
					line = line i part[j]
				print line
			}
			print after
		}'
		printf '\n\treturn 0;\n}\n'
	} >"$1"
}

# ends FILE: a finding, or the function is listed as not analysed; never silence
ends()
{
	lint --tree "$headers" --format json --strict "$1"
	[ ! -s err ] || wrong "$1: $(cat err)"
	case $code in
	1) also '"terminate-all-deprecated"' ;;
	3) also '"reason"' ;;
	*) wrong "$1: exit status $code, and nothing is said" ;;
	esac
}

all='dmaengine_terminate_all(c);'
make long.c '' 'x += @;' "$all" 200000
make calls.c '' 'g(x + @);' "$all" 200000
make branches.c '' 'if (x == @) g(x);' "$all" 200000
make switch.c 'switch (x) {' 'case @: g(x); break;' "} $all" 20000
make else.c '' 'if (x == @) g(x); else' "$all" 2000
make and.c 'if (x' '&& x != @' ") $all" 2000
make or.c 'if (x' '|| g(@)' ") $all" 2000
make sum.c 'x = g(x)' '+ (x ^ @)' "; $all" 10000
make gotos.c '' 'if (x == @) goto l@; l@: x++;' "$all" 2000
make conditions.c 'x = ' 'x == @ ? @ :' "0; $all" 500
close=$(awk 'BEGIN { for (i = 0; i < 2000; i++) printf "}" }')
make blocks.c '' '{' "$all $close" 2000
make ifs.c '' 'if (x > @) {' "$all $close" 2000
close=$(awk 'BEGIN { for (i = 0; i < 500; i++) printf "}" }')
make loops.c '' 'for (int i@ = 0; i@ < x; i@++) {' "$all $close" 500
close=$(awk 'BEGIN { for (i = 0; i < 6000; i++) printf ")" }')
make brackets.c 'x =' '(' "dmaengine_terminate_all(c) $close;" 6000
for file in long calls branches switch else and or sum gotos conditions blocks \
	ifs loops brackets; do
	ends $file.c
done
for stage in ast cfg event; do
	for file in sum ifs else and; do
		lint --tree "$headers" --dump=$stage $file.c
		[ $code -eq 0 ] || wrong "--dump=$stage $file.c: exit status $code"
	done
done

# ---- what may not be read ----

user=
if [ "$(id -u)" -eq 0 ]; then
	user="setpriv --reuid 65534 --regid 65534 --clear-groups"
	chmod 755 "$dir"
fi
mkdir -p secret closed cache-nobody
cp use.c secret/open.c
cp use.c secret/closed.c
chmod 000 secret/closed.c closed
chmod 777 cache-nobody
# shellcheck disable=SC2086 # words on purpose
if $user cat use.c "$headers/.dmacheck-headers" >/dev/null 2>&1 &&
	$user "$dmacheck" lint --version >/dev/null 2>&1; then
	root=$dmacheck
	cat >as-user <<-END
	#!/bin/sh
	XDG_CACHE_HOME='$dir/cache-nobody' exec $user '$root' "\$@"
	END
	chmod 755 as-user
	dmacheck=$dir/as-user
	gives 1 'secret/closed.c: note: not analysed: cannot be read: Permission' secret
	gives 1 '"analyzed": 1' --format json secret
	refuses 'secret/closed.c: Permission denied; make it readable' \
		--tree "$headers" secret/closed.c
	refuses 'closed: Permission denied; make it readable' --tree "$headers" closed
	refuses 'name a text file with --model' --tree "$headers" \
		--model secret/closed.c use.c
	chmod 555 cache-nobody
	gives 1 '"analyzed": 1' --format json use.c
	chmod 755 secret
	echo old >secret/report
	chmod 444 secret/report
	refuses 'cannot write secret/report: Permission denied; name' \
		--tree "$headers" -o secret/report use.c
	dmacheck=$root
else
	echo "no other user to try: unreadable files are not tested"
fi

# ---- where to write ----

XDG_CACHE_HOME=$dir/use.c
gives 1 '"analyzed": 1' --format json use.c
TMPDIR=$dir/none
export TMPDIR
refuses 'cannot write generated headers' --tree "$headers" use.c
refuses 'make room or set XDG_CACHE_HOME' --tree "$headers" use.c
unset TMPDIR
XDG_CACHE_HOME=$dir/cache

if [ -c /dev/full ]; then
	refuses 'cannot write /dev/full: No space left on device; make room' \
		--tree "$headers" -o /dev/full use.c
	timeout 60 "$dmacheck" lint --tree "$headers" use.c >/dev/full 2>err
	code=$?
	refused 'cannot write standard output: No space left' 'standard output'
fi
refuses 'cannot write none/report' --tree "$headers" -o none/report use.c
refuses 'Is a directory' --tree "$headers" -o build use.c
echo old >report
( ulimit -f 1 && lint --tree "$headers" --format sarif -o report syntax.c links use.c
	refused 'cannot write report: File too large; make room' '-o under a limit'
	exit $status ) || status=1
[ "$(cat report)" = old ] || wrong "-o on a full disk changed the file"
( ulimit -f 8 && lint --tree "$headers" --db full.db use.c
	refused 'cannot write full.db' '--db under a limit'
	exit $status ) || status=1
lint --tree "$headers" --db full.db use.c
[ $code -eq 1 ] || wrong "--db after a full disk: exit status $code: $(cat err)"
lint --tree "$headers" --db use.c use.c
refused 'use.c is not a database' '--db on a source'
use | cmp -s - use.c || wrong "--db changed what is not a database"
for left in .dmacheck-* report?* full.db-*; do
	[ ! -e "$left" ] || wrong "left behind: $left"
done

# ---- killed ----

for delay in 0.02 0.1 0.3 0.5; do
	"$dmacheck" lint --tree "$headers" --format json -o report conditions.c \
		branches.c ifs.c >/dev/null 2>&1 &
	pid=$!
	sleep $delay
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	if [ "$(cat report)" != old ]; then
		[ "$(tail -c 2 report)" = "}" ] || wrong "killed after $delay: half a report"
		echo old >report
	fi
done
gives 1 '"analyzed": 1' --format json use.c

# ---- the shared header ----

cp -R "$headers" own
chmod -R u+w own
headers=$dir/own
echo '#include <linux/dmaengine.h>' >own/pch.h
pch()
{
	find cache -name 'pch.h.pch*' -print
}
gives 1 '"analyzed": 1' --format json use.c
[ "$(pch | wc -l)" -eq 1 ] || wrong "not one precompiled header: $(pch)"
file=$(pch)
for text in garbage ''; do
	printf '%s' "$text" >"$file"
	gives 1 '"analyzed": 1' --format json use.c
	[ "$(wc -c <"$file")" -gt 1000 ] || wrong "a broken precompiled header was kept"
done
head -c 5000 "$file" >half
cp half "$file"
gives 1 '"analyzed": 1' --format json use.c
rm "$file"
echo left >"$file.abcdef"
echo in-progress >"$file.ghijkl"
touch -t 200001010000 "$file.abcdef"
gives 1 '"analyzed": 1' --format json use.c
[ ! -e "$file.abcdef" ] || wrong "what a killed run left was not swept"
[ -e "$file.ghijkl" ] || wrong "what another run is making was swept"
rm "$file" "$file.ghijkl"
echo 'struct broken { int dma_chan' >>own/pch.h
gives 1 '"analyzed": 1' --format json use.c
[ -z "$(pch)" ] || wrong "a header with an error was precompiled"
exit $status
