// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * page-moved.c - a page that is another one at unmap than at map is told
 *
 * By fork and a write of the parent, by MADV_DONTNEED, by munmap and mmap at the
 * same place; nothing is told where nothing moved. Needs the right to read page
 * frames: without it the engine says so, and there is nothing to test.
 */
/* proves: I4 */
/* args: engine.pfn=real */
/* run-reports: any */
#include <linux/module.h>

#include "client.h"

int fork(void);
unsigned int geteuid(void);
int waitpid(int pid, int *status, int options);
int kill(int pid, int signal);
int pause(void);
void _exit(int status) __attribute__((noreturn));
void *mmap(void *address, unsigned long size, int access, int flags, int file, long offset);
int munmap(void *address, unsigned long size);
int madvise(void *address, unsigned long size, int advice);
int pipe(int ends[2]);
int dup(int number);
int dup2(int number, int other);
int close(int number);
long read(int number, void *buffer, unsigned long size);

enum { READ_WRITE = 3, PRIVATE_ANONYMOUS = 0x22, FIXED = 0x10, DONTNEED = 4, KILL = 9 };
enum { PAGES = 3, SIZE = PAGES * 4096, OTHERS = 64 * 4096 };

static struct device *dev;
static char *buffer;
static int child;

static void *map_pages(void *address, unsigned long size, int flags)
{
	return mmap(address, size, READ_WRITE, PRIVATE_ANONYMOUS | flags, -1, 0);
}

/* Takes the frames that have just become free, lest they come back. */
static void take_frames(void)
{
	char *others = map_pages(NULL, OTHERS, 0);
	int i;

	for (i = 0; i < OTHERS; i += 4096)
		others[i] = 1;
}

static void nothing(void)
{
	memset(buffer, 1, SIZE);
}

static void fork_and_read(void)
{
	child = fork();
	if (child == 0)
		for (;;)
			pause();
	READ_ONCE(*buffer);
}

static void fork_and_write(void)
{
	fork_and_read();
	WRITE_ONCE(buffer[4096], 2);
}

static void drop(void)
{
	madvise(buffer + 4096, 4096, DONTNEED);
}

static void drop_and_write(void)
{
	drop();
	take_frames();
	buffer[4096] = 3;
}

static void replace(void)
{
	munmap(buffer, SIZE);
	take_frames();
	map_pages(buffer, SIZE, FIXED);
	memset(buffer, 4, SIZE);
}

/* Return: how many bytes @move, then sync or unmap, said on standard error. */
static long said(void (*move)(void), bool sync, char *text, int size)
{
	dma_addr_t address = dma_map_single(dev, buffer, SIZE, DMA_FROM_DEVICE);
	int ends[2], error = dup(2);
	long length;

	if (dma_mapping_error(dev, address) || pipe(ends))
		return -1;
	move();
	dup2(ends[1], 2);
	close(ends[1]);
	if (sync)
		dma_sync_single_for_cpu(dev, address, SIZE, DMA_FROM_DEVICE);
	dma_unmap_single(dev, address, SIZE, DMA_FROM_DEVICE);
	dup2(error, 2);
	if (child > 0) {
		kill(child, KILL);
		waitpid(child, NULL, 0);
		child = 0;
	}
	length = read(ends[0], text, size - 1);
	text[length > 0 ? length : 0] = '\0';
	close(ends[0]);
	close(error);
	return length;
}

static bool move_is_told(const char *name, void (*move)(void), bool sync, bool told)
{
	static char text[4096];
	char *first;

	/* fork()'s child holds the pipe's other end no longer than it lives */
	said(move, sync, text, sizeof(text));
	first = strstr(text, "page frame changed while mapped [pfn=0x");
	if (!!first != told || (first && strstr(first + 1, "page frame changed"))) {
		pr_err("FAIL %s%s: %s\n", name, sync ? " and sync" : "", text);
		return false;
	}
	return true;
}

static bool move_each(bool sync)
{
	bool good = move_is_told("nothing", nothing, sync, false);

	good &= move_is_told("fork and read", fork_and_read, sync, false);
	good &= move_is_told("fork and write", fork_and_write, sync, true);
	good &= move_is_told("drop", drop, sync, true);
	good &= move_is_told("drop and write", drop_and_write, sync, true);
	return good & move_is_told("replace", replace, sync, true);
}

static int __init moved_init(void)
{
	struct dma_chan *chan;
	bool good;

	if (geteuid() != 0)
		return 0;
	chan = client_channel(DMA_MEMCPY, NULL);
	buffer = map_pages(NULL, SIZE, 0);
	if (!chan)
		return -ENODEV;
	dev = chan->device->dev;
	good = move_each(false);
	good &= move_each(true);
	dma_release_channel(chan);
	return good ? 0 : -EIO;
}

module_init(moved_init);
MODULE_LICENSE("GPL");
