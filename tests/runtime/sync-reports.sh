#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# sync-reports.sh - the words and the exit status of each misuse of sync-misuse.c
#
# SYNC_MISUSE names the program; without it dmacheck cc (DMACHECK, the front door)
# builds it from this folder.
set -u
dir=$(mktemp -d "${TMPDIR:-/tmp}/sync-misuse.XXXXXX")
trap 'rm -rf "$dir"' EXIT
here=$(cd "$(dirname "$0")" && pwd)
program=${SYNC_MISUSE:-$dir/sync-misuse}
if [ -z "${SYNC_MISUSE:-}" ]; then
	# shellcheck disable=SC2086 # options
	"${DMACHECK:-./dmacheck}" cc --module ${MODULE_FLAGS-} -o "$program" \
		"$here/sync-misuse.c" || exit 99
fi
status=0

# check WHAT STATUS WORDS
check()
{
	for schedule in weakest random none; do
		DMACHECK_SCHEDULE=$schedule timeout 300 "$program" "what=$1" >"$dir/out" 2>&1
		got=$?
		if [ $got -ne "$2" ] || ! grep -qF -e "$3" "$dir/out"; then
			echo "FAIL $1 under $schedule: status $got, wanted $2 and: $3"
			sed 's/^/	/' "$dir/out"
			status=1
		fi
	done
}

check spin-recursion 1 'BUG: spinlock recursion on CPU#0'
check write-recursion 1 'BUG: rwlock recursion on CPU#0'
check mutex-recursion 1 'WARNING: possible recursive locking detected'
check spin-unlocked 0 'BUG: spinlock already unlocked on CPU#0'
check mutex-unlocked 0 'WARNING: bad unlock balance detected!'
check rwsem-unlocked 0 'WARNING: bad unlock balance detected!'
check uninitialised 0 'BUG: spinlock bad magic on CPU#0'
check not-held 0 'lockdep_assert_held(&spin)'
check sleep-in-atomic 0 'BUG: sleeping function called from invalid context'
check underflow 0 'refcount_t: underflow; use-after-free.'
check resurrect 0 'refcount_t: addition on 0; use-after-free.'
check outside-reader 0 'WARNING: suspicious RCU usage'
check wait-in-reader 0 'Illegal synchronize_rcu() in RCU read-side critical section'
check flush-own 0 'WARNING: possible recursive locking detected'
check none 0 'misuse: none'
exit $status
