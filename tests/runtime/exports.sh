#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# exports.sh - the libraries' names meet neither a module's nor the C library's
#
# What a library exports is declared in runtime/include or begins with dmacheck_,
# and is no name of libc; the archives that go into programs keep to prefixes too.
# A recorder takes the place of dmacheck_event() in all of them.
#
# srcdir names the sources; the libraries are looked for in builddir, beside the
# front door that DMACHECK names, or in LIBRARIES.
set -u
srcdir=${srcdir:-.}
compiler=${DMACHECK_CC:-cc}
dir=$(mktemp -d "${TMPDIR:-/tmp}/exports.XXXXXX")
trap 'rm -rf "$dir"' EXIT
status=0

wrong()
{
	echo "$*"
	status=1
}

# Sanitizers add names of their own.
[ -z "${DMACHECK_SANITIZED-}" ] || exit 77
# A missing tool is no failure of ours.
command -v nm >/dev/null && command -v readelf >/dev/null || exit 77
libc=$($compiler -print-file-name=libc.so.6)
[ -e "$libc" ] || exit 77

# find_library NAME: its file
find_library()
{
	door=$(dirname "${DMACHECK:-./dmacheck}")
	for folder in "${LIBRARIES:-${builddir:-.}}" "${builddir:-.}/.libs" "${builddir:-.}" \
		"$door/.libs" "$door" "$door/../lib"; do
		[ -e "$folder/$1" ] && echo "$folder/$1" && return
	done
}

# defined FILE: the names of its functions and variables
defined()
{
	nm -D --defined-only "$1" | awk '$2 ~ /[TWVDBRiuC]/ { sub(/@.*/, "", $3); print $3 }' |
		sort -u
}

# Comments and macros are gone, so that a name stands for a declaration.
declared()
{
	headers=$srcdir/runtime/include
	(cd "$headers" && find linux asm dmacheck -name '*.h') | sort |
		sed '/^dmacheck\/watch\.h$/d; s/.*/#include <&>/' >"$dir/all.c"
	for core in -UDMACHECK_CORE -DDMACHECK_CORE; do
		$compiler -std=gnu11 -nostdinc -isystem "$($compiler -print-file-name=include)" \
			-I"$headers" -D__KERNEL__ -DMODULE -DKBUILD_MODNAME='"module"' \
			$core -w -E -P "$dir/all.c" || echo FAILED
	done | grep -oE '[A-Za-z_][A-Za-z0-9_]*' | sort -u
}

# Each use is left to the dynamic linker: neither bound at link time nor inlined.
check_interposable()
{
	for name in dmacheck_event dmacheck_recording; do
		nm -D "$1" | grep -q " $name\(@.*\)*\$" || continue
		readelf -rW "$1" | grep -q " $name\(@[^ ]*\)* + 0" ||
			wrong "$(basename "$1"): $name is bound within the library"
	done
	command -v objdump >/dev/null || return
	! objdump -d --no-show-raw-insn "$1" | grep -qE '(call|jmp|bl?)\S* .*<dmacheck_event>$' ||
		wrong "$(basename "$1"): calls dmacheck_event() directly"
}

check_library()
{
	defined "$1" >"$dir/exports"
	[ -s "$dir/exports" ] || wrong "$1 exports nothing"
	grep -v '^dmacheck_' "$dir/exports" | comm -23 - "$dir/declared" >"$dir/stray"
	[ ! -s "$dir/stray" ] ||
		wrong "$(basename "$1") exports internals: $(tr '\n' ' ' <"$dir/stray")"
	comm -12 "$dir/exports" "$dir/libc" >"$dir/both"
	[ ! -s "$dir/both" ] ||
		wrong "$(basename "$1") has names of libc: $(tr '\n' ' ' <"$dir/both")"
	check_interposable "$1"
}

# __wrap_: the linker's --wrap; __tsan_: what the compilers call
check_archive()
{
	nm "$1" | awk '$2 ~ /^[TVDBRC]$/ { print $3 }' |
		grep -vE '^(dmacheck_.*|__tsan_.*|__wrap_.*|main)$' | sort -u >"$dir/stray"
	[ ! -s "$dir/stray" ] ||
		wrong "$(basename "$1") has names a module may have: $(tr '\n' ' ' <"$dir/stray")"
}

defined "$libc" >"$dir/libc"
declared >"$dir/declared"
! grep -qx FAILED "$dir/declared" || wrong "the headers do not preprocess together"
for name in kernel engine; do
	library=$(find_library libdmacheck-$name.so)
	[ -n "$library" ] || { echo "no libdmacheck-$name.so"; exit 1; }
	check_library "$library"
done
for name in access module; do
	library=$(find_library libdmacheck-$name.a)
	[ -z "$library" ] || check_archive "$library"
done
exit $status
