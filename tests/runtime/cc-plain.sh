#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# cc-plain.sh - dmacheck cc builds what it is given, the way a compiler does
#
# Outputs land where a compiler puts them, options go through, paths may hold
# spaces, and nothing stays in the temporary folder. DMACHECK names the front door.
set -u
# shellcheck source=tests/lib.sh
. "${srcdir:-.}/tests/lib.sh"
enter 'a folder'
mkdir -p scratch
TMPDIR=$PWD/scratch
export TMPDIR

# A sanitizer in the libraries must be in the programs too.
cc()
{
	# shellcheck disable=SC2086 # options
	timeout 300 "$dmacheck" cc ${MODULE_FLAGS-} "$@" >printed 2>err ||
		wrong "$*: $(cat err)"
	[ ! -s err ] || wrong "$*: says $(cat err)"
}

# makes FILE ARG...: and nothing else but it
makes()
{
	file=$1
	shift
	rm -f "$file"
	cc "$@"
	[ -s "$file" ] || wrong "$*: no $file"
}

# runs PROGRAM ARG...: exit 0
runs()
{
	timeout 300 "$@" >printed 2>err || wrong "$*: exit status $?: $(cat err)"
}

cat >plain.c <<'END'
#include <errno.h>
#include <linux/dmaengine.h>
#include <stdio.h>
#include <string.h>
int main(void)
{
	printf("%zu %s\n", sizeof(struct dma_chan), strerror(EINVAL));
	return VALUE;
}
END
cat >module.c <<'END'
#include <linux/module.h>
#include "part.h"
static int wanted = 1;
module_param(wanted, int, 0444);
static int __init start(void)
{
	pr_info("%s in %s: %d\n", KBUILD_BASENAME, KBUILD_MODNAME, wanted);
	return part() == wanted ? 0 : -EINVAL;
}
module_init(start);
static void __exit stop(void)
{
}
module_exit(stop);
MODULE_LICENSE("GPL");
END
mkdir -p 'a folder'
echo 'int part(void);' >part.h
cat >'a folder/part-two.c' <<'END'
#include <linux/kernel.h>
#include "part.h"
int options;
int part(void)
{
	options++;
	return PART;
}
END

for compiler in gcc clang clang-19; do
	command -v "$compiler" >/dev/null || continue
	# libraries with a sanitizer go with their own compiler only
	[ -z "${DMACHECK_SANITIZED-}" ] || [ "$compiler" = "$(basename "${DMACHECK_CC-}")" ] || continue
	makes program --compiler "$compiler" -DVALUE=0 -o program plain.c
	runs ./program
	makes a.out --compiler "$compiler" -D VALUE=0 -Wall plain.c
	makes plain.o --compiler="$compiler" -DVALUE=0 -c plain.c
	makes other.o --compiler "$compiler" -DVALUE=0 -c plain.c -oother.o
	makes program --compiler "$compiler" other.o -o program
	runs ./program
	makes plain.s --compiler "$compiler" -DVALUE=0 -S plain.c
	makes plain.d --compiler "$compiler" -DVALUE=0 -MMD -o program plain.c
	cc --compiler "$compiler" -DVALUE=0 -E plain.c
	grep -q 'return 0' printed || wrong "$compiler: -E printed no source"
	makes program --compiler "$compiler" --no-instrument -DVALUE=0 -o program plain.c
	makes program --module --compiler "$compiler" -DPART=7 -I. -o program \
		module.c 'a folder/part-two.c'
	runs ./program wanted=7
	grep -q 'module in module: 7' err printed || wrong "$compiler: $(cat err)"
	makes 'a folder/program' --module --compiler "$compiler" -DPART=1 -I . \
		-o 'a folder/program' module.c 'a folder/part-two.c'
	runs 'a folder/program'
	makes part-two.o --module --compiler "$compiler" -DPART=1 -I. -c 'a folder/part-two.c'
	makes program --module --compiler "$compiler" -o program module.c part-two.o
	runs ./program
done

# questions go to the compiler
cc -dumpmachine
[ -s printed ] || wrong "-dumpmachine: nothing printed"
"$dmacheck" cc --print-flags >printed 2>err || wrong "--print-flags: $(cat err)"
grep -q 'libdmacheck-kernel' printed || wrong "--print-flags: $(cat printed)"
"$dmacheck" cc --print-flags --module >printed 2>err || wrong "--print-flags: $(cat err)"
grep -q 'nostdinc' printed || wrong "--print-flags: $(cat printed)"
[ -z "$(ls scratch)" ] || wrong "left in the temporary folder: $(ls scratch)"
exit $status
