/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own.c - which code is ours: ranges of addresses, found when libraries are loaded
 */
#include <dlfcn.h>
#include <link.h>
#include <string.h>
#include <dmacheck/recorder.h>
#include "own.h"
#include "stack.h"

enum { FRAMES = 24 };

struct own_range own_ranges[OWN_RANGES];

void own_add(const void *begin, const void *end)
{
	for (int i = 0; i < OWN_RANGES; i++) {
		if (own_ranges[i].size)
			continue;
		own_ranges[i].begin = (uintptr_t)begin;
		own_ranges[i].size = (uintptr_t)end - (uintptr_t)begin;
		return;
	}
}

/* The executable segment that has *@data; linkers make one. */
static int segment_add(struct dl_phdr_info *info, size_t size, void *data)
{
	uintptr_t address = (uintptr_t)data;

	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		uintptr_t begin = info->dlpi_addr + header->p_vaddr;

		if (header->p_type != PT_LOAD || !(header->p_flags & PF_X) ||
		    address - begin >= header->p_memsz)
			continue;
		own_add((const void *)begin, (const void *)(begin + header->p_memsz));
		return 1;
	}
	return 0;
}

void own_add_object(const void *address)
{
	dl_iterate_phdr(segment_add, (void *)address);
}

__attribute__((constructor(101))) static void own_add_this(void)
{
	own_add_object((const void *)own_add_this);
}

static __thread bool serving;

bool own_serve(const void *caller)
{
	bool outer = serving;

	serving = outer || !own_caller(caller);
	return outer;
}

void own_serve_end(bool outer)
{
	serving = outer;
}

bool own_serving(void)
{
	return serving;
}

/* The exported function that has @address, by the name that the client uses. */
static void name_of(const void *address, const char **ret_name)
{
	static const char prefix[] = "dmacheck_";
	const ElfW(Sym) *symbol;
	Dl_info info;

	if (!dladdr1(address, &info, (void **)&symbol, RTLD_DL_SYMENT) || !info.dli_sname ||
	    !symbol || (uintptr_t)address - (uintptr_t)info.dli_saddr >= symbol->st_size)
		return;
	*ret_name = info.dli_sname;
	if (!strncmp(info.dli_sname, prefix, strlen(prefix)))
		*ret_name += strlen(prefix);
}

/* A thread of ours ends there. */
static bool is_libc(const void *address)
{
	const char *slash;
	Dl_info info;

	if (!dladdr(address, &info) || !info.dli_fname)
		return false;
	slash = strrchr(info.dli_fname, '/');
	return !strncmp(slash ? slash + 1 : info.dli_fname, "libc.so", 7);
}

const void *own_client(const char **ret_name)
{
	void *addresses[FRAMES];
	int count = stack_walk(addresses, FRAMES), i;

	for (i = 0; i < count && own_caller(addresses[i]); i++)
		;
	if (i == count || is_libc(addresses[i]))
		return NULL;
	if (i > 0)
		name_of((const char *)addresses[i - 1] - 1, ret_name);
	return addresses[i];
}

bool dmacheck_own_code(const void *address)
{
	return own_caller(address);
}
