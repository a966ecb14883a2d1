/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * printk.h - the console line that is still open
 */
#ifndef DMACHECK_PRINTK_H
#define DMACHECK_PRINTK_H

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

/*
 * Ends the line that a printk() without newline has left open. Before anything
 * else is written to stderr.
 */
void printk_end_line(void);

#pragma GCC visibility pop

#endif /* DMACHECK_PRINTK_H */
