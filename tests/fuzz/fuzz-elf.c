/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-elf.c - a program's file, whatever is in it, is looked at and no more
 *
 * The input changes bytes of this program's own head: two say where, one what to. What is
 * not asked to change stays, so that most of the looking is reached.
 */
#include "runtime/run/elf.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { HEAD = 1 << 12, CHANGE = 3, CHANGES = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t head_read(uint8_t head[HEAD])
{
	int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	ssize_t size = fd < 0 ? -1 : read(fd, head, HEAD);

	if (size < 0)
		abort();
	close(fd);
	return (size_t)size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t head[HEAD];
	size_t length = head_read(head);
	int fd = memfd_create("program", MFD_CLOEXEC);

	for (size_t i = 0; i + CHANGE <= size && i < CHANGES * CHANGE; i += CHANGE)
		/* mostly the header and what follows it */
		head[(data[i] | (data[i + 1] & 1) << 8) % length] = data[i + 2];
	if (size && data[size - 1] % 8 == 0)
		length = data[0];
	if (fd < 0 || write(fd, head, length) != (ssize_t)length)
		abort();
	if (elf_look(fd) > ELF_LIBRARY)
		abort();
	close(fd);
	return 0;
}
