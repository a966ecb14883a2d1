dnl SPDX-License-Identifier: GPL-2.0-or-later
dnl dmacheck-compiler.m4 - the C dialect, the warnings, the sanitizers

dnl DMACHECK_TRY_CFLAG(FLAG, IF-YES, IF-NO) - does the compiler take it?
AC_DEFUN([DMACHECK_TRY_CFLAG],[
	dmacheck_saved_cflags=$CFLAGS
	CFLAGS="$CFLAGS $1"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([],[])],[$2],[$3])
	CFLAGS=$dmacheck_saved_cflags
])

dnl DMACHECK_STD - DMACHECK_CFLAGS begins with -std=gnu17
AC_DEFUN([DMACHECK_STD],[
	DMACHECK_CFLAGS=-std=gnu17
	DMACHECK_TRY_CFLAG([-std=gnu17],[],
		[AC_MSG_ERROR([$CC does not know -std=gnu17: use gcc 8 or clang 6, or later])])
	AC_SUBST([DMACHECK_CFLAGS])
])

dnl DMACHECK_WARNINGS - adds -Wall -Wextra; --enable-werror makes them errors
AC_DEFUN([DMACHECK_WARNINGS],[
	AC_ARG_ENABLE([werror],
		[AS_HELP_STRING([--enable-werror],[treat warnings as errors])],
		[],[enable_werror=no])
	DMACHECK_CFLAGS="$DMACHECK_CFLAGS -Wall -Wextra"
	AS_IF([test "x$enable_werror" = xyes],
		[DMACHECK_CFLAGS="$DMACHECK_CFLAGS -Werror"])
])

dnl DMACHECK_KEEP_LOOPS - KEEP_LOOPS has a loop that copies not become a memcpy(): for
dnl what stands in front of that itself
AC_DEFUN([DMACHECK_KEEP_LOOPS],[
	DMACHECK_TRY_CFLAG([-Werror -fno-tree-loop-distribute-patterns],
		[KEEP_LOOPS=-fno-tree-loop-distribute-patterns],[KEEP_LOOPS=-fno-builtin])
	AC_SUBST([KEEP_LOOPS])
])

dnl DMACHECK_SANITIZERS - --enable-sanitizers: address and undefined behaviour;
dnl --enable-sanitizers=thread: races. SANITIZER_FLAGS are for programs that link
dnl the libraries.
AC_DEFUN([DMACHECK_SANITIZERS],[
	AC_ARG_ENABLE([sanitizers],
		[AS_HELP_STRING([--enable-sanitizers@<:@=thread@:>@],
			[build with the address and undefined-behaviour sanitizers, or with the thread sanitizer])],
		[],[enable_sanitizers=no])
	SANITIZER_FLAGS=
	AS_CASE([$enable_sanitizers],
		[no],[],
		[yes],[SANITIZER_FLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all"
			dnl drivers hand over functions that take more special pointers
			AS_CASE([`$CC --version`],
				[*clang*],[SANITIZER_FLAGS="$SANITIZER_FLAGS -fno-sanitize=function"])],
		[thread],[SANITIZER_FLAGS="-fsanitize=thread"],
		[AC_MSG_ERROR([--enable-sanitizers takes yes, no or thread])])
	AS_IF([test -n "$SANITIZER_FLAGS"],[
		DMACHECK_TRY_CFLAG([$SANITIZER_FLAGS],
			[DMACHECK_CFLAGS="$DMACHECK_CFLAGS $SANITIZER_FLAGS -fno-omit-frame-pointer"],
			[AC_MSG_ERROR([$CC cannot link $SANITIZER_FLAGS: install its sanitizer runtime])])
	])
	AC_SUBST([SANITIZER_FLAGS])
	AM_CONDITIONAL([SANITIZERS],[test -n "$SANITIZER_FLAGS"])
])
