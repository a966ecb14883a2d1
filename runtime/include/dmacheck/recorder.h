/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * recorder.h - what a recorder may ask the engine
 *
 * A preloaded library declares these weak: they are there when the traced program
 * has loaded libdmacheck-kernel. None of them blocks, allocates or emits anything
 * but what it says; all may be called from any thread, in signal handlers, and
 * from inside dmacheck_event().
 */
#ifndef DMACHECK_RECORDER_H
#define DMACHECK_RECORDER_H

enum dmacheck_overlap {
	DMACHECK_IDLE,		/* no byte is mapped */
	DMACHECK_BYTES_ACTIVE,	/* one of the bytes is */
	DMACHECK_PAGE_ACTIVE,	/* one of the pages has mapped bytes; which, cannot be looked up now */
};

/**
 * dmacheck_active_overlap() - whether bytes are mapped for a device
 * @address: as the CPU sees it
 * @size: in bytes
 *
 * Costs a load for each page unless one of them has mapped bytes.
 * Return: an enum dmacheck_overlap.
 */
int dmacheck_active_overlap(const void *address, __SIZE_TYPE__ size);

/**
 * dmacheck_cpu_access_named() - a call of the C library touches bytes
 * @caller: the call's return address
 * @name: of the call
 *
 * Emits CPU_READ or CPU_WRITE, with @name, for each mapping that has one of the
 * bytes; not where the thread is inside the mapping layer, and not if @caller is the
 * engine's own code: what that moves is moved by a device.
 */
void dmacheck_cpu_access_named(const volatile void *address, __SIZE_TYPE__ size,
			       _Bool write, const void *caller, const char *name);

/*
 * Whether @address is code of the engine: a free() or memcpy() that comes from
 * there is none of the client's. Its kfree() and the like are FREE events.
 */
_Bool dmacheck_own_code(const void *address);

#endif /* DMACHECK_RECORDER_H */
