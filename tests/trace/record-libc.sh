#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# record-libc.sh - what the program does to mapped bytes by calls of the C library is told
set -u
. "${srcdir:-.}/tests/trace/record-lib"
build record-engine -shared -fPIC
mv "$dir/record-engine" "$dir/librecord-engine.so"
# shellcheck disable=SC2086 # options
build record-libc ${LIBC_FLAGS-} -L"$dir" -lrecord-engine -Wl,-rpath,"$dir"

# tells MODE: the events of that mode are those on stdin, and its end
tells()
{
	{ cat; echo "exit value=3"; } >"$dir/expected"
	"$dir/record-libc" "$1" >"$dir/bare" 2>&1
	[ $? -eq 3 ] || wrong "$1: alone: $(cat "$dir/bare")"
	fresh 400 50
	recorded "$dir/record-libc" "$1" >"$dir/out" 2>&1
	code=$?
	[ $code -eq 3 ] || wrong "$1: exit status $code"
	cmp -s "$dir/bare" "$dir/out" || wrong "$1: it says: $(cat "$dir/out")"
	"$dir/record-check" events "$dir/trace" | sed "$edit" >"$dir/events"
	diff "$dir/expected" "$dir/events" >"$dir/diff" || wrong "$1: $(cat "$dir/diff")"
}

edit=
tells copies <<'END'
cpu-write size=16 name=memcpy
cpu-read size=1 name=memcpy
cpu-read size=512 name=memcpy
cpu-read size=8 name=memmove
cpu-write size=8 name=memmove
cpu-write size=4 name=mempcpy
cpu-write size=4 name=memset
cpu-write size=8 name=strcpy
cpu-read size=3 name=strncpy
cpu-write size=2 name=strcat
cpu-read size=5 name=bcopy
cpu-write size=6 name=explicit_bzero
END
tells inputs <<'END'
cpu-write size=50 name=read
cpu-write size=100 name=readv
cpu-write size=20 name=recv
cpu-write size=5 name=recv
cpu-write size=10 name=recvfrom
cpu-write size=7 name=recvmsg
cpu-write size=12 name=fread
cpu-write size=9 name=pread
END

# sizes of blocks are the allocator's, and where they move to
edit='s/size=[0-9]*/size=N/; s/value=[1-9][0-9]\{3,\}/value=N/'
tells frees <<'END'
memory-free size=N name=realloc
memory-move size=N value=N name=realloc
memory-free size=N name=free
memory-free size=N name=realloc
END
tells pages <<'END'
memory-move size=N value=0 name=madvise
memory-free size=N name=mmap
memory-move size=N value=N name=mremap
memory-free size=N name=mremap
memory-free size=N name=munmap
END
edit='s/value=[0-9]\{2,\}/value=N/; s/name=.*true/name=true/; s/name=.*sh/name=sh/'
tells processes <<'END'
fork value=N
exec name=true value=0 type=1
fork value=N
exec name=true value=0
exec name=true value=0 type=1
exec name=sh value=0 type=1
exec name=sh value=0 type=1
exec name=sh value=0 type=1
END

exit $status
