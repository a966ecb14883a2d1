dnl SPDX-License-Identifier: GPL-2.0-or-later
dnl dmacheck-libclang.m4 - where libclang is, and the headers it brings

dnl DMACHECK_LIBCLANG(VERSION)
dnl
dnl libclang has no pkg-config file. llvm-config knows where it lives; without
dnl it, or with --with-llvm=PREFIX, the prefix is searched. Sets LIBCLANG_CFLAGS,
dnl LIBCLANG_LIBS and CLANG_RESOURCE_DIR, the folder with stddef.h and stdarg.h,
dnl which libclang cannot find by itself when the compiler is not installed.
AC_DEFUN([DMACHECK_LIBCLANG],[
	AC_ARG_WITH([llvm],
		[AS_HELP_STRING([--with-llvm=PREFIX],
			[where libclang $1 is installed (default: llvm-config-$1, then /usr/lib/llvm-$1)])],
		[],[with_llvm=])
	AC_PATH_PROGS([LLVM_CONFIG],[llvm-config-$1],[])
	AC_MSG_CHECKING([for libclang $1])
	AS_IF([test -n "$with_llvm"],
		[llvm_include=$with_llvm/include; llvm_lib=$with_llvm/lib],
	      [test -n "$LLVM_CONFIG"],
		[llvm_include=`$LLVM_CONFIG --includedir`; llvm_lib=`$LLVM_CONFIG --libdir`],
		[llvm_include=/usr/lib/llvm-$1/include; llvm_lib=/usr/lib/llvm-$1/lib])
	AS_IF([test ! -f "$llvm_include/clang-c/Index.h"],
		[AC_MSG_ERROR([no $llvm_include/clang-c/Index.h: install libclang-$1-dev, or use --with-llvm=PREFIX])])
	LIBCLANG_CFLAGS="-isystem $llvm_include"
	AS_IF([test -f "$llvm_lib/libclang-$1.so"],
		[LIBCLANG_LIBS="-L$llvm_lib -Wl,-rpath,$llvm_lib -lclang-$1"],
		[LIBCLANG_LIBS="-L$llvm_lib -Wl,-rpath,$llvm_lib -lclang"])
	AC_MSG_RESULT([$llvm_lib])

	AC_MSG_CHECKING([for the headers of clang $1])
	AC_ARG_VAR([CLANG_RESOURCE_DIR],[folder whose include/ has clang's own stddef.h])
	AS_IF([test -z "$CLANG_RESOURCE_DIR"],[
		for dir in "$llvm_lib"/clang/$1 "$llvm_lib"/clang/$1.* /usr/lib/clang/$1; do
			AS_IF([test -f "$dir/include/stddef.h"],
				[CLANG_RESOURCE_DIR=$dir; break])
		done
	])
	AS_IF([test ! -f "$CLANG_RESOURCE_DIR/include/stddef.h"],
		[AC_MSG_ERROR([no clang/$1/include/stddef.h under $llvm_lib: install libclang-common-$1-dev])])
	AC_MSG_RESULT([$CLANG_RESOURCE_DIR])

	dmacheck_saved_cppflags=$CPPFLAGS
	dmacheck_saved_libs=$LIBS
	CPPFLAGS="$CPPFLAGS $LIBCLANG_CFLAGS"
	LIBS="$LIBCLANG_LIBS $LIBS"
	AC_MSG_CHECKING([whether libclang $1 links])
	AC_LINK_IFELSE([AC_LANG_PROGRAM([#include <clang-c/Index.h>],
		[clang_disposeIndex(clang_createIndex(0, 0));])],
		[AC_MSG_RESULT([yes])],
		[AC_MSG_RESULT([no])
		 AC_MSG_ERROR([cannot link against libclang in $llvm_lib: see config.log])])
	CPPFLAGS=$dmacheck_saved_cppflags
	LIBS=$dmacheck_saved_libs
	AC_SUBST([LIBCLANG_CFLAGS])
	AC_SUBST([LIBCLANG_LIBS])
])
