# SPDX-License-Identifier: GPL-2.0-or-later
# record-lib.sh - what tests of the recorder alone begin with
# shellcheck shell=sh disable=SC2034,SC2154 # for those who read this; dir, srcdir
. "$srcdir/tests/lib.sh"

shim=${DMACHECK_SHIM:-$PWD/.libs/libdmacheck-shim.so}
[ -e "$shim" ] || exit 77
# a sanitizer wants to be the first library of a program
[ -z "${DMACHECK_SANITIZED-}" ] || exit 77

# build NAME OPTION...: $dir/NAME of tests/trace/NAME-program.c
build()
{
	build_name=$1
	shift
	${DMACHECK_CC:-cc} -std=gnu17 -D_GNU_SOURCE -O2 -g -fno-omit-frame-pointer \
		-fno-optimize-sibling-calls -I"$srcdir" -I"$srcdir/runtime/include" \
		-o "$dir/$build_name" "$srcdir/tests/trace/$build_name-program.c" -pthread "$@" || exit 99
}

build record-check
build record-nobody -shared -fPIC
mv "$dir/record-nobody" "$dir/librecord-nobody.so"
build record-storm -L"$dir" -lrecord-nobody -Wl,-rpath,"$dir"

# fresh CHUNKS READY: a new file
fresh()
{
	rm -rf "$dir/trace"
	"$dir/record-check" make "$dir/trace" "$1" "$2" || exit 99
	dd if=/dev/zero of="$dir/shared" bs=4096 count=1 2>/dev/null
}

# recorded COMMAND...: under the recorder
recorded()
{
	env RECORD_SHARED="$dir/shared" DMACHECK_TRACE="$dir/trace" LD_PRELOAD="$shim" "$@"
}

# storm MODE N: its words in $dir/out, what was read in $dir/read
storm()
{
	recorded "$dir/record-storm" "$1" "$2" >"$dir/out" 2>"$dir/err" ||
		wrong "$1: exit status $?"
	[ ! -s "$dir/err" ] || wrong "$1: it says: $(cat "$dir/err")"
	"$dir/record-check" read "$dir/trace" >"$dir/read" 2>"$dir/err" ||
		wrong "$1: $(head -5 "$dir/err")"
}

# count NAME [FILE]: its value in $dir/read
count()
{
	awk -v name="$1" '$1 == name { value = $2 } END { print value + 0 }' "${2:-$dir/read}"
}

# is NAME N: so many
is()
{
	[ "$(count "$1")" -eq "$2" ] || wrong "$(count "$1") $1, not $2"
}

# all_there: whatever was told is in the trace
all_there()
{
	is distinct "$(count told "$dir/out")"
	is message "$(count said "$dir/out")"
	is losses 0
}
