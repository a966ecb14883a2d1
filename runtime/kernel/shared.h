/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shared.h - names of this library that our other libraries use too
 *
 * All of them are in one program with a module, whose own functions may be called
 * anything. So what only this library needs is hidden, and what the DMA engine and
 * the programs' main() need of it has the prefix that modules leave alone:
 *
 *   sched_point()  --source-->  SHARED(sched_point)  --linker-->  dmacheck_sched_point
 *
 * What <linux/...> and <dmacheck/...> declare is exported by its own name.
 */
#ifndef DMACHECK_SHARED_H
#define DMACHECK_SHARED_H

/* After the declarator, before other attributes. */
#define SHARED(name) \
	__asm__("dmacheck_" #name) __attribute__((visibility("default")))

#endif /* DMACHECK_SHARED_H */
