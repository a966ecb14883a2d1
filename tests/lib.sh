# SPDX-License-Identifier: GPL-2.0-or-later
# lib.sh - what shell tests begin with: the front door, a folder of their own, wrong()
# shellcheck shell=sh disable=SC2034 # for those who read this

srcdir=${srcdir:-.}
dmacheck=${DMACHECK:-./dmacheck}	# the front door
dir=$(mktemp -d "${TMPDIR:-/tmp}/$(basename "$0" .sh).XXXXXX") || exit 99
trap 'chmod -R u+rwX "$dir"; rm -rf "$dir"' EXIT
status=0	# to exit with

wrong()
{
	echo "$*"
	status=1
}

# enter FOLDER: into that one in the test's own; the user's caches stay behind
enter()
{
	case $dmacheck in
	*/*) dmacheck=$(cd "$(dirname "$dmacheck")" && pwd)/$(basename "$dmacheck") ;;
	esac
	XDG_CACHE_HOME=$dir/cache
	export XDG_CACHE_HOME
	mkdir -p "$dir/$1"
	cd "$dir/$1" || exit 99
}
