# SPDX-License-Identifier: GPL-2.0-or-later
# lib.sh - where the kernels are, and one report of each for all tests
# shellcheck shell=sh disable=SC2154 # srcdir and builddir come from the harness

# shellcheck disable=SC2034 # for those who read this
scripts=$srcdir/tests/kernel

# kernel_of VERSION - the unpacked tree, from KERNEL_* or where quickstart puts it
kernel_of()
{
	case $1 in
	6.12) tree=${KERNEL_6_12-} ;;
	6.1) tree=${KERNEL_6_1-} ;;
	*) tree='' ;;
	esac
	: "${tree:=$user_cache/dmacheck-test/linux-source-$1}"
	if [ ! -d "$tree/drivers" ]; then
		echo "no linux-source-$1 at $tree: run ./quickstart check, or set KERNEL_6_12 and KERNEL_6_1" >&2
		exit 99
	fi
	printf '%s\n' "$tree"
}

# report_of VERSION - path of the report on drivers and sound; made once a run
# of the tests, by whoever asks first: parallel tests wait for it.
report_of()
{
	tree=$(kernel_of "$1") || exit
	report=$builddir/tests/kernel-$1.json
	(
		flock 9
		if [ ! -s "$report" ] ||
		   [ -n "$(find "$builddir/dmacheck-lint" -newer "$report")" ]; then
			status=0
			"$DMACHECK" lint --format json --stats -j "$(nproc)" \
				-o "$report" "$tree/drivers" "$tree/sound" >&2 || status=$?
			[ "$status" -le 1 ] || exit 1
		fi
	) 9>"$report.lock" || exit 1
	printf '%s\n' "$report"
}
