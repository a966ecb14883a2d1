// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fork-exec.c - a child that goes to another program, or just ends, says nothing
 */
#include <linux/module.h>
#include <linux/slab.h>

#include "client.h"

int fork(void);
int vfork(void) __attribute__((returns_twice));
int waitpid(int pid, int *status, int options);
int execl(const char *path, const char *argument, ...);
void _exit(int status) __attribute__((noreturn));
void exit(int status) __attribute__((noreturn));
int pipe(int ends[2]);
int dup(int number);
int dup2(int number, int other);
int close(int number);
long read(int number, void *buffer, unsigned long size);

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED 0
#endif

static struct dma_chan *chan;
static dma_addr_t address;

static bool ended(int pid)
{
	int status;

	return waitpid(pid, &status, 0) == pid && status == 0;
}

static bool children(void)
{
	bool good;
	int pid;

	pid = fork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", ":", (char *)NULL);
		_exit(1);
	}
	good = ended(pid);
	pid = fork();
	if (pid == 0)
		_exit(0);
	good &= ended(pid);
#if !SANITIZED	/* the leak checker of a child speaks of the parent's threads */
	pid = fork();
	if (pid == 0)
		exit(0);
	good &= ended(pid);
#endif
	pid = vfork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", ":", (char *)NULL);
		_exit(1);
	}
	return good & ended(pid);
}

/* Return: whether the children ended well, with nothing on standard error. */
static bool silent(void)
{
	int ends[2], error = dup(2);
	char text[256];
	long size;
	bool good;

	if (error < 0 || pipe(ends))
		return false;
	dup2(ends[1], 2);
	close(ends[1]);
	good = children();
	dup2(error, 2);
	size = read(ends[0], text, sizeof(text) - 1);
	if (!good)
		pr_err("FAIL a child's status\n");
	if (size <= 0)
		return good;
	text[size] = '\0';
	pr_err("FAIL said: %s\n", text);
	return false;
}

static int __init fork_init(void)
{
	void *memory = kmalloc(100, GFP_KERNEL);
	bool good;

	chan = client_channel(DMA_MEMCPY, NULL);
	if (!chan || !memory)
		return -ENODEV;
	address = dma_map_single(chan->device->dev, memory, 100, DMA_FROM_DEVICE);
	if (dma_mapping_error(chan->device->dev, address))
		return -ENOMEM;
	good = silent();
	dma_unmap_single(chan->device->dev, address, 100, DMA_FROM_DEVICE);
	dma_release_channel(chan);
	kfree(memory);
	return good ? 0 : -EIO;
}

module_init(fork_init);
MODULE_LICENSE("GPL");
