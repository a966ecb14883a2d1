/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compiler-version.h - empty here */
#ifndef DMACHECK_TEST_COMPILER_VERSION_H
#define DMACHECK_TEST_COMPILER_VERSION_H


#endif
