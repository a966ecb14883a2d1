/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * io.c - registers: plain memory behind made-up physical addresses
 *
 *   physical address = window number * 4 GiB + offset
 *   window -> one reservation of 4 GiB, whose pages come as they are touched
 *
 * So the same address is the same memory, whatever range was asked for.
 */
#include "runtime/kernel/raw.h"

#include <sys/mman.h>

#include <linux/io.h>
#include <linux/device.h>
#include <linux/string.h>
#include <linux/swab.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/sched.h"

enum { IO_WINDOWS = 16 };
#define IO_WINDOW_SIZE (1ULL << 32)

struct io_window {
	u64 number;
	char *base;
};

/* By io_lock; base is never taken back. */
static struct raw_lock io_lock = RAW_LOCK_INIT;
static struct io_window io_windows[IO_WINDOWS];

static char *window_map(void)
{
	void *base = mmap(NULL, IO_WINDOW_SIZE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (base == MAP_FAILED)
		return NULL;
	madvise(base, IO_WINDOW_SIZE, MADV_DONTDUMP);
	return base;
}

static char *window_base(u64 number)
{
	char *base = NULL;
	unsigned int i;

	raw_lock(&io_lock);
	for (i = 0; i < IO_WINDOWS; i++) {
		if (!io_windows[i].base) {
			io_windows[i].number = number;
			io_windows[i].base = window_map();
		}
		if (!io_windows[i].base || io_windows[i].number == number) {
			base = io_windows[i].base;
			break;
		}
	}
	raw_unlock(&io_lock);
	return base;
}

/* A range that crosses into the next window is too large for any device. */
void __iomem *ioremap(phys_addr_t address, size_t size)
{
	u64 offset = address % IO_WINDOW_SIZE;
	char *base;

	context_may_sleep("ioremap", __builtin_return_address(0));
	if (!size || offset + size > IO_WINDOW_SIZE)
		return NULL;
	base = window_base(address / IO_WINDOW_SIZE);
	return base ? (void __iomem *)(base + offset) : NULL;
}

/* Registers stay what they are for who maps them next. */
void iounmap(volatile void __iomem *address)
{
	context_may_sleep("iounmap", __builtin_return_address(0));
}

/*
 * A register read a second time in a row is being polled. Kept per thread of
 * the program: a hint for the schedule, so no harm where threads change.
 */
static __thread const volatile void *last_read;

static void before_read(const volatile void __iomem *address)
{
	bool polls = last_read == address;

	last_read = address;
	sched_point(polls ? POINT_POLL : POINT_CALL);
}

static void before_write(void)
{
	last_read = NULL;
	sched_point(POINT_CALL);
}

#define IO_ACCESS(suffix, type) \
type read##suffix(const volatile void __iomem *address) \
{ \
	before_read(address); \
	return __atomic_load_n((const volatile type *)address, __ATOMIC_SEQ_CST); \
} \
void write##suffix(type value, volatile void __iomem *address) \
{ \
	before_write(); \
	__atomic_store_n((volatile type *)address, value, __ATOMIC_SEQ_CST); \
} \
void reads##suffix(const volatile void __iomem *address, void *buffer, unsigned int count) \
{ \
	type *to = buffer; \
\
	before_read(address); \
	while (count--) \
		*to++ = __atomic_load_n((const volatile type *)address, __ATOMIC_RELAXED); \
} \
void writes##suffix(volatile void __iomem *address, const void *buffer, unsigned int count) \
{ \
	const type *from = buffer; \
\
	before_write(); \
	while (count--) \
		__atomic_store_n((volatile type *)address, *from++, __ATOMIC_RELAXED); \
}

IO_ACCESS(b, u8)
IO_ACCESS(w, u16)
IO_ACCESS(l, u32)
IO_ACCESS(q, u64)

u16 ioread16be(const volatile void __iomem *address)
{
	return __builtin_bswap16(readw(address));
}

u32 ioread32be(const volatile void __iomem *address)
{
	return __builtin_bswap32(readl(address));
}

void iowrite16be(u16 value, volatile void __iomem *address)
{
	writew(__builtin_bswap16(value), address);
}

void iowrite32be(u32 value, volatile void __iomem *address)
{
	writel(__builtin_bswap32(value), address);
}

void memset_io(volatile void __iomem *to, int value, size_t count)
{
	before_write();
	memset((void *)to, value, count);
}

void memcpy_fromio(void *to, const volatile void __iomem *from, size_t count)
{
	before_read(from);
	memcpy(to, (const void *)from, count);
}

void memcpy_toio(volatile void __iomem *to, const void *from, size_t count)
{
	before_write();
	memcpy((void *)to, from, count);
}

void __iowrite32_copy(void __iomem *to, const void *from, size_t count)
{
	memcpy_toio(to, from, count * sizeof(u32));
}

void __ioread32_copy(void *to, const void __iomem *from, size_t count)
{
	memcpy_fromio(to, from, count * sizeof(u32));
}
