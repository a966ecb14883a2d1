/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mod_devicetable.h - empty here */
#ifndef DMACHECK_TEST_MOD_DEVICETABLE_H
#define DMACHECK_TEST_MOD_DEVICETABLE_H


#endif
