/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kconfig.h - questions about the configuration; all answered no */
#ifndef DMACHECK_TEST_KCONFIG_H
#define DMACHECK_TEST_KCONFIG_H

#define IS_ENABLED(option) 0
#define IS_REACHABLE(option) 0

#endif
