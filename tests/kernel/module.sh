# SPDX-License-Identifier: GPL-2.0-or-later
# module.sh - what the tests of whole modules share: building and running programs
# shellcheck shell=sh disable=SC2034,SC2154 # read by those who include this; lib.sh
. "$srcdir/tests/kernel/lib.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
XDG_CACHE_HOME=$folder/cache
export XDG_CACHE_HOME
status=0

wrong()
{
	echo "$*"
	status=1
}

# build NAME ARG...: the program $folder/NAME
build()
{
	program=$folder/$1
	shift
	# shellcheck disable=SC2086 # options
	"$DMACHECK" cc --module ${MODULE_FLAGS-} "$@" -o "$program" 2>"$folder/err" && return
	wrong "$(basename "$program"): $(cat "$folder/err")"
	return 1
}

# run NAME ARG...: its standard error in $folder/NAME.err; a run that fails is wrong
run()
{
	name=$1
	shift
	timeout "${MODULE_TIMEOUT:-300}" "$folder/$name" "$@" \
		>"$folder/$name.out" 2>"$folder/$name.err" && return
	wrong "$name $*: exit status $?: $(tail -n 5 "$folder/$name.err")"
	return 1
}

# Each compiler that a sanitized build can link.
compilers()
{
	if [ -n "${DMACHECK_SANITIZED-}" ]; then
		basename "${DMACHECK_CC-gcc}"
	else
		echo gcc clang-19
	fi
}
