// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * symbol.c - names and source lines of code addresses, by libdw
 *
 * libdw is loaded when the first report needs it: programs that run clean do
 * not pay for it, and without it reports name what dladdr() knows.
 */
#include <dlfcn.h>
#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "raw.h"
#include "symbol.h"

/* The functions of libdw that are used, each once. */
#define FUNCTIONS(X) \
	X(dwfl_begin) X(dwfl_end) X(dwfl_linux_proc_find_elf) \
	X(dwfl_standard_find_debuginfo) X(dwfl_linux_proc_report) \
	X(dwfl_report_end) X(dwfl_addrmodule) X(dwfl_module_addrdie) \
	X(dwfl_module_addrname) X(dwfl_module_getsrc) X(dwfl_lineinfo) \
	X(dwarf_getscopes) X(dwarf_tag) X(dwarf_diename) X(dwarf_cu_die) \
	X(dwarf_attr_integrate) X(dwarf_formudata) X(dwarf_getsrcfiles) \
	X(dwarf_filesrc)

static struct {
#define MEMBER(name) __typeof__(name) *name;
	FUNCTIONS(MEMBER)
#undef MEMBER
} dw;

static struct raw_lock lock = RAW_LOCK_INIT;
static bool tried;		/* protected by lock, as are the two others */
static Dwfl *program;
static char *no_path;

static bool library_load(void)
{
	void *library = dlopen("libdw.so.1", RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return false;
#define LOOK_UP(name) \
	dw.name = (__typeof__(name) *)dlsym(library, #name); \
	if (!dw.name) \
		return false;
	FUNCTIONS(LOOK_UP)
#undef LOOK_UP
	return true;
}

/* What is mapped now; libraries loaded later have no names. */
static Dwfl *program_open(void)
{
	static Dwfl_Callbacks callbacks;
	Dwfl *dwfl;

	if (!library_load())
		return NULL;
	callbacks.find_elf = dw.dwfl_linux_proc_find_elf;
	callbacks.find_debuginfo = dw.dwfl_standard_find_debuginfo;
	callbacks.debuginfo_path = &no_path;
	dwfl = dw.dwfl_begin(&callbacks);
	if (!dwfl)
		return NULL;
	if (dw.dwfl_linux_proc_report(dwfl, getpid()) ||
	    dw.dwfl_report_end(dwfl, NULL, NULL)) {
		dw.dwfl_end(dwfl);
		return NULL;
	}
	return dwfl;
}

static const char *base_name(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;

	return slash ? slash + 1 : path;
}

/* Where a function was inlined: the place of the call, in its caller. */
static void call_place(Dwarf_Die *unit, Dwarf_Die *inlined, const char **ret_file,
		       int *ret_line)
{
	Dwarf_Attribute attribute;
	Dwarf_Word word;
	Dwarf_Files *files;
	size_t count;

	*ret_file = NULL;
	*ret_line = 0;
	if (!dw.dwarf_formudata(dw.dwarf_attr_integrate(inlined, DW_AT_call_line,
							&attribute), &word))
		*ret_line = word;
	if (!dw.dwarf_formudata(dw.dwarf_attr_integrate(inlined, DW_AT_call_file,
							&attribute), &word) &&
	    !dw.dwarf_getsrcfiles(unit, &files, &count))
		*ret_file = base_name(dw.dwarf_filesrc(files, word, NULL, NULL));
}

/* Return: whether there was debug information to say anything from. */
static bool scopes_say(Dwfl_Module *module, uintptr_t address, const char *file, int line,
		       void (*say)(const char *, const char *, int))
{
	Dwarf_Die *scopes = NULL;
	Dwarf_Addr bias;
	Dwarf_Die *unit = dw.dwfl_module_addrdie(module, address, &bias);
	int count = unit ? dw.dwarf_getscopes(unit, address - bias, &scopes) : 0;
	bool said = false;
	int i;

	for (i = 0; i < count; i++) {
		int tag = dw.dwarf_tag(&scopes[i]);
		const char *name = dw.dwarf_diename(&scopes[i]);

		if ((tag != DW_TAG_inlined_subroutine && tag != DW_TAG_subprogram) ||
		    !name)
			continue;
		say(name, file, line);
		said = true;
		if (tag == DW_TAG_subprogram)
			break;
		call_place(unit, &scopes[i], &file, &line);
	}
	free(scopes);
	return said;
}

static bool address_say(uintptr_t address, void (*say)(const char *, const char *, int))
{
	Dwfl_Module *module = dw.dwfl_addrmodule(program, address);
	const char *file = NULL, *name;
	Dwfl_Line *place;
	int line = 0;

	if (!module)
		return false;
	place = dw.dwfl_module_getsrc(module, address);
	if (place)
		file = base_name(dw.dwfl_lineinfo(place, NULL, &line, NULL, NULL, NULL));
	if (scopes_say(module, address, file, line, say))
		return true;
	name = dw.dwfl_module_addrname(module, address);
	if (name)
		say(name, file, line);
	return !!name;
}

bool symbol_frames(uintptr_t address,
		   void (*say)(const char *function, const char *file, int line))
{
	bool said;

	raw_lock(&lock);
	if (!tried) {
		tried = true;
		program = program_open();
	}
	said = program && address_say(address, say);
	raw_unlock(&lock);
	return said;
}
