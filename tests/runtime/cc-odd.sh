#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# cc-odd.sh - dmacheck cc on command lines and files that nobody means
#
# Each ends with exit 2 and one line, and leaves neither an output nor anything in
# TMPDIR; no input is ever written over. And with what is odd but meant. DMACHECK
# names the front door.
set -u
# shellcheck source=tests/lib.sh
. "${srcdir:-.}/tests/lib.sh"
enter odd
mkdir 'a folder' 'o folder' 'tmp folder'
TMPDIR=$PWD/tmp\ folder
export TMPDIR

clean()
{
	[ -z "$(ls -A "$TMPDIR")" ] || wrong "$1: left $(ls -A "$TMPDIR") in TMPDIR"
}

# refuses WORDS ARG...
refuses()
{
	words=$1
	shift
	# shellcheck disable=SC2086 # options
	timeout 300 "$dmacheck" cc ${MODULE_FLAGS-} "$@" >printed 2>err </dev/null
	code=$?
	[ $code -eq 2 ] || wrong "$*: exit status $code, not 2"
	[ "$(wc -l <err)" -eq 1 ] || wrong "$*: not one line: $(cat err)"
	grep -qF -e "$words" err || wrong "$*: no '$words' in: $(cat err)"
	[ ! -e out ] || wrong "$*: left its output behind"
	clean "$*"
	rm -rf out
}

# takes ARG...
takes()
{
	# shellcheck disable=SC2086 # options
	timeout 300 "$dmacheck" cc ${MODULE_FLAGS-} "$@" >printed 2>err </dev/null ||
		wrong "$*: exit status $?: $(cat err)"
	clean "$*"
}

# same FILE: still what the sources are
same()
{
	cmp -s good.c "$1" || wrong "$1: written over"
}

cat >good.c <<END
#include <linux/module.h>
static int __init start(void) { pr_info("%s\n", KBUILD_MODNAME); return 0; }
module_init(start);
MODULE_LICENSE("GPL");
END
echo 'int x(' >bad.c
sed 's/return 0/int no_such(void); return no_such()/' good.c >symbol.c

# words that are missing, or empty
for option in -I -x -include -Xlinker -MF -D -T; do
	refuses "$option needs a value" --module -o out good.c $option
done
refuses '-o needs the name of a file' --module good.c -o
refuses '--compiler needs a value' --module good.c --compiler
refuses 'an argument is empty' --module -o out good.c ''
refuses 'an argument is empty' ''
refuses 'ld' --module -o out good.c -Wl,--no-such-option

# an output that is an input
cp good.c io.c
ln -s io.c link.c
refuses 'it is an input' --module -o io.c io.c
same io.c
refuses 'it is an input' --module -c -o io.c io.c
same io.c
refuses 'it is an input' --module -c -o link.c io.c
same io.c

# an output that was there before
echo old >keep
refuses 'bad.c:1' --module -o keep bad.c
[ "$(cat keep)" = old ] || wrong 'a failed compilation took the program of before'
refuses 'no_such' --module -o keep symbol.c
[ ! -e keep ] || [ "$(cat keep)" = old ] || wrong 'a failed link left half a program'
[ -w /dev/full ] && refuses 'No space left' --module -o /dev/full good.c

# names
long=$(printf 'x%.0s' $(seq 1 252))
cp good.c "$long.c"
refuses 'at most 55 characters' --module -o out "$long.c"
takes --module -DKBUILD_MODNAME='"short"' -o long "$long.c"
refuses 'File name too long' --module -o out "$long$long.c"
mkdir dir.c
refuses 'a folder' --module -o out dir.c
cp good.c plus.cc
refuses 'C++' -o out plus.cc
refuses 'C++' -c plus.cc
refuses 'C' --module -x c++ -o out good.c

# response files
echo '"a folder/my file.c"' >sources
echo "-DX='1 2' @sources" >words
cp good.c 'a folder/my file.c'
takes --module -o 'o folder/it is' @words
[ "$('./o folder/it is' 2>&1)" = my_file ] || wrong 'not the module of @words'
refuses '@none: No such file' --module -o out @none

# lists of dependencies name what depends
takes --module -MMD -o two good.c 'a folder/my file.c'
grep -q '^two: good.c' good.d || wrong "good.d: $(head -1 good.d)"
exit $status
