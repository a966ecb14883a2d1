#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# cc-errors.sh - dmacheck cc on what it cannot build: one line, exit 2, no output
#
# The first problem is named with its file, its line and what is missing, whichever
# compiler and linker noticed it. DMACHECK names the front door.
set -u
# shellcheck source=tests/lib.sh
. "${srcdir:-.}/tests/lib.sh"
enter .

# refuses WORDS ARG...: exit 2, one line with WORDS, no file called out
refuses()
{
	words=$1
	shift
	# shellcheck disable=SC2086 # options
	timeout 300 "$dmacheck" cc ${MODULE_FLAGS-} "$@" $flags >printed 2>err
	code=$?
	[ $code -eq 2 ] || wrong "$*: exit status $code, not 2"
	[ "$(wc -l <err)" -eq 1 ] || wrong "$*: not one line: $(cat err)"
	grep -qF -e "$words" err || wrong "$*: no '$words' in: $(cat err)"
	[ ! -s printed ] || wrong "$*: wrote to standard output"
	[ ! -e out ] || wrong "$*: left its output behind"
	rm -rf out
}

# module NAME: standard input, made a module
module()
{
	{
		echo '#include <linux/module.h>'
		cat
		echo 'static int __init start(void) { return f(); }'
		echo 'module_init(start);'
		echo 'MODULE_LICENSE("GPL");'
	} >"$1"
}

flags=
module good.c <<END
static int f(void) { return 0; }
END
module header.c <<END
#include <linux/no-such-header.h>
static int f(void) { return 0; }
END
module own-header.c <<END
#include "no-such-header.h"
static int f(void) { return 0; }
END
module implicit.c <<END
static int f(void) { return no_such_function(1); }
END
module identifier.c <<END
static int f(void) { return NO_SUCH_THING; }
END
module symbol.c <<END
int no_such_symbol(void);
static int f(void) { return no_such_symbol(); }
END
module conversion.c <<END
static int f(void) { char *p = 4; return p == 0; }
END
module syntax.c <<END
static int f(void) { return 0 }
END
module warning.c <<END
#warning words of a warning
static int f(void) { return no_such_function(1); }
END
module 'name with spaces.c' <<END
static int f(void) { return no_such_function(1); }
END

# ---- the command line ----

if [ -z "${MODULE_FLAGS-}" ]; then
	refuses 'name a source'
fi
refuses 'name a source' --module -o out
refuses '-o needs the name of a file' good.c -o
refuses '--kernel needs a value' --module good.c --kernel=
refuses '--module takes no value' --module=yes good.c
refuses '--kernel goes with --module' --kernel=. good.c
refuses 'there are 2 sources' --module -c -o out good.c symbol.c
refuses 'unrecognized' --compiler gcc --module -o out good.c --no-such-option
refuses '--no-such-option' --compiler clang --module -o out good.c --no-such-option

# ---- what there is ----

refuses 'none.c: No such file or directory' --module -o out none.c
refuses 'n?ne.c: No such file or directory' --module -o out "n
ne.c"
refuses '.: a folder; name the sources in it' --module -o out .
refuses 'not from standard input' --module -o out -
echo words >notes.txt
refuses 'notes.txt: a module is made of .c and .o files' --module -o out notes.txt
refuses '"no-such-compiler" is no gcc or clang that runs' --compiler no-such-compiler good.c
refuses '"true" is no gcc or clang that runs' --compiler true good.c
refuses 'cannot write none/out: No such file or directory' --module -o none/out good.c
refuses 'cannot write .: a folder' --module -o . good.c
mkdir -p empty
PATH=$dir/empty DMACHECK_CC='' CC='' "$dmacheck" cc good.c >printed 2>err
[ $? -eq 2 ] || wrong "no compiler: exit status"
grep -qF 'no gcc and no clang in PATH' err || wrong "no compiler: $(cat err)"
if [ "$(id -u)" != 0 ]; then
	mkdir -p closed
	chmod a-w closed
	refuses 'cannot write closed/out: Permission denied' --module -o closed/out good.c
	chmod a-r own-header.c
	refuses 'own-header.c: Permission denied' --module -o out own-header.c
	chmod a+r own-header.c
fi
TMPDIR=$dir/none
export TMPDIR
refuses 'set TMPDIR to another one' --module -o out good.c
unset TMPDIR
refuses 'drivers/dma/dmaengine.c: No such file or directory; name the top of a kernel tree' \
	--module --kernel empty -o out good.c
refuses 'none/drivers/dma/dmaengine.c' --module --kernel=none -o out good.c

# ---- what the sources need: each compiler, with words of ours ----

for compiler in gcc clang clang-19; do
	command -v "$compiler" >/dev/null || continue
	# libraries with a sanitizer go with their own compiler only
	[ -z "${DMACHECK_SANITIZED-}" ] || [ "$compiler" = "$(basename "${DMACHECK_CC-}")" ] || continue
	flags="--compiler $compiler"
	refuses 'header.c:2: needs <linux/no-such-header.h>, which dmacheck does not have' \
		--module -o out header.c
	refuses 'own-header.c:2: needs "no-such-header.h", which is in no folder searched' \
		--module -o out own-header.c
	refuses 'implicit.c:2: needs no_such_function(), which dmacheck does not have' \
		--module -o out implicit.c
	refuses 'identifier.c:2: needs NO_SUCH_THING, which no header' --module -o out identifier.c
	refuses 'conversion.c:2: error: ' --module -o out conversion.c
	refuses 'syntax.c:2: error: expected' --module -o out syntax.c
	refuses 'warning.c:3: needs no_such_function()' --module -o out warning.c
	refuses 'name with spaces.c:2: needs' --module -o out 'name with spaces.c'
	refuses 'implicit.c:2: needs no_such_function()' --module -c -o out implicit.c
	refuses 'implicit.c:2: needs no_such_function()' --module -o out good.c implicit.c
	for linker in bfd gold lld; do
		command -v "ld.$linker" >/dev/null || continue
		line=:3
		case $compiler-$linker in
		clang*-gold) line='' ;; # it does not read these lines
		esac
		refuses "symbol.c$line: needs symbol no_such_symbol, which dmacheck does not provide" \
			--module -o out symbol.c "-fuse-ld=$linker"
	done
	refuses 'needs the library no-such-library' --module -o out good.c -lno-such-library
done

# ---- all that the compiler said ----

"$dmacheck" cc --module --verbose -o out implicit.c >printed 2>err
[ $? -eq 2 ] || wrong "--verbose: exit status"
grep -qF 'KBUILD_MODNAME' err || wrong "--verbose: does not show the command"
grep -qF 'error:' err || wrong "--verbose: does not show the error"
exit $status
