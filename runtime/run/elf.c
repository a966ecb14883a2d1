/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elf.c - whether the dynamic linker loads something into a program
 *
 * It does if the program names one, the one that dmacheck itself was started by: so
 * this program is the measure of all others.
 */
#include "runtime/run/elf.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

typedef ElfW(Ehdr) elf_header;
typedef ElfW(Phdr) elf_segment;

/* Return: whether all @size bytes at @offset are there. */
static bool read_at(int fd, void *ret_bytes, size_t size, uint64_t offset)
{
	return offset <= INT64_MAX - size &&
	       pread(fd, ret_bytes, size, (off_t)offset) == (ssize_t)size;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Return: whether there is an interpreter; its path, cut to what fits. */
static bool interpreter_read(int fd, const elf_header *header, char ret_path[PATH_MAX])
{
	for (unsigned int i = 0; i < header->e_phnum; i++) {
		elf_segment segment;
		size_t size;

		if (!read_at(fd, &segment, sizeof(segment),
			     header->e_phoff + (uint64_t)i * header->e_phentsize))
			return false;
		if (segment.p_type != PT_INTERP)
			continue;
		size = segment.p_filesz < PATH_MAX ? segment.p_filesz : PATH_MAX - 1;
		if (!read_at(fd, ret_path, size, segment.p_offset))
			return false;
		ret_path[size] = '\0';
		return true;
	}
	return false;
}

/* What this program is: the architecture and the dynamic linker's name. */
static bool own_look(elf_header *ret_header, char ret_interpreter[PATH_MAX])
{
	int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	bool known = fd >= 0 && read_at(fd, ret_header, sizeof(*ret_header), 0) &&
		     interpreter_read(fd, ret_header, ret_interpreter);

	if (fd >= 0)
		close(fd);
	return known;
}

enum elf_kind elf_look(int fd)
{
	char interpreter[PATH_MAX], own_interpreter[PATH_MAX];
	elf_header header, own;
	bool known = own_look(&own, own_interpreter);

	if (!read_at(fd, &header, EI_NIDENT, 0) || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
		return ELF_NONE;
	if (known && memcmp(header.e_ident, own.e_ident, EI_DATA + 1) != 0)
		return ELF_MACHINE;
	if (!read_at(fd, &header, sizeof(header), 0))
		return ELF_NONE;
	if (known && header.e_machine != own.e_machine)
		return ELF_MACHINE;
	if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
		return ELF_NONE;
	if (header.e_phentsize != sizeof(elf_segment))
		return ELF_NONE;
	if (!interpreter_read(fd, &header, interpreter))
		return ELF_STATIC;
	if (known && strcmp(base_name(interpreter), base_name(own_interpreter)) != 0)
		return ELF_LIBRARY;
	return ELF_DYNAMIC;
}
