/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <asm/processor.h>
#include <linux/delay.h>
