/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * symbol-file.c - one program or library, through libdw
 *
 *   address -> line of the line table          where in the innermost function
 *           -> scopes of the debug information inlined functions, each with the
 *                                              line it is called at in the next
 *           -> symbol table                    where there is nothing else
 */
#include "db/trace/symbol-file.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* struct symbol_file - @bias: what libdwfl adds to the file's own addresses */
struct symbol_file {
	Dwfl *dwfl;
	Dwfl_Module *module;
	GElf_Addr bias;
};

/* struct lookup - the answer while it is put together */
struct lookup {
	struct arena *arena;
	struct symbol_place *places;
	size_t count;
	const char *file;
	int line;
};

static bool is_same(Dwfl_Module *module, const struct trace_image *image, int64_t started)
{
	const unsigned char *bits;
	struct stat status;
	GElf_Addr where;
	int size;

	if (image->build_id_size) {
		size = dwfl_module_build_id(module, &bits, &where);
		return size > 0 && (size_t)size == image->build_id_size &&
		       !memcmp(bits, image->build_id, image->build_id_size);
	}
	return !stat(image->path, &status) &&
	       status.st_mtim.tv_sec <= started / 1000000000;
}

/* Files only: a pipe would wait for a writer. */
static bool is_file(const char *path)
{
	struct stat status;

	return *path == '/' && !stat(path, &status) && S_ISREG(status.st_mode);
}

struct symbol_file *symbol_file_open(const struct trace_image *image, int64_t started)
{
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
	};
	struct symbol_file *file;

	if (!is_file(image->path))
		return NULL;
	file = calloc(1, sizeof(*file));
	if (!file)
		return NULL;
	file->dwfl = dwfl_begin(&callbacks);
	if (file->dwfl) {
		dwfl_report_begin(file->dwfl);
		file->module = dwfl_report_offline(file->dwfl, image->path,
						   image->path, -1);
		dwfl_report_end(file->dwfl, NULL, NULL);
	}
	if (file->module && dwfl_module_getelf(file->module, &file->bias) &&
	    is_same(file->module, image, started))
		return file;
	symbol_file_close(file);
	return NULL;
}

void symbol_file_close(struct symbol_file *file)
{
	dwfl_end(file->dwfl);
	free(file);
}

/* The code at the place reached so far belongs to @function. */
static void place_add(struct lookup *lookup, const char *function)
{
	if (lookup->count == SYMBOL_PLACES)
		return;
	lookup->places[lookup->count++] = (struct symbol_place){
		.function = arena_strdup(lookup->arena, function ? function : ""),
		.file = arena_strdup(lookup->arena, lookup->file),
		.line = lookup->line,
	};
}

static int number_of(Dwarf_Die *die, unsigned int name)
{
	Dwarf_Attribute attribute;
	Dwarf_Word value;

	if (!dwarf_attr(die, name, &attribute) ||
	    dwarf_formudata(&attribute, &value) || value > INT32_MAX)
		return 0;
	return (int)value;
}

/* From an inlined function to where it is called. */
static void move_to_call(struct lookup *lookup, Dwarf_Die *unit, Dwarf_Die *inlined)
{
	const char *file = NULL;
	Dwarf_Files *files;
	size_t count;
	size_t number = (size_t)number_of(inlined, DW_AT_call_file);

	if (!dwarf_getsrcfiles(unit, &files, &count) && number < count)
		file = dwarf_filesrc(files, number, NULL, NULL);
	lookup->file = file ? file : "";
	lookup->line = file ? number_of(inlined, DW_AT_call_line) : 0;
}

/*
 * What dwarf_getscopes() gives beyond an inlined function is where that is written;
 * the parents of the innermost one are where it is.
 */
static int scopes_of(Dwarf_Die *unit, Dwarf_Addr address, Dwarf_Die **ret_scopes)
{
	Dwarf_Die *found, innermost;
	int count = dwarf_getscopes(unit, address, &found);

	if (count <= 0)
		return 0;
	innermost = found[0];
	free(found);
	count = dwarf_getscopes_die(&innermost, ret_scopes);
	return count < 0 ? 0 : count;
}

static void find_inlined(struct lookup *lookup, Dwarf_Die *unit, Dwarf_Addr address)
{
	Dwarf_Die *scopes = NULL;
	int count = scopes_of(unit, address, &scopes);

	for (int i = 0; i < count; i++) {
		int tag = dwarf_tag(&scopes[i]);

		if (tag == DW_TAG_subprogram) {
			place_add(lookup, dwarf_diename(&scopes[i]));
			break;
		}
		if (tag != DW_TAG_inlined_subroutine)
			continue;
		place_add(lookup, dwarf_diename(&scopes[i]));
		move_to_call(lookup, unit, &scopes[i]);
	}
	free(scopes);
}

/*
 * The unit that an address is in. clang writes no table of that: then each is asked.
 * @ret_bias: what is to be taken off @address for it
 */
static Dwarf_Die *find_unit(Dwfl_Module *module, Dwarf_Addr address, Dwarf_Addr *ret_bias)
{
	Dwarf_Die *unit = dwfl_module_addrdie(module, address, ret_bias);

	if (unit)
		return unit;
	while ((unit = dwfl_module_nextcu(module, unit, ret_bias)))
		if (dwarf_haspc(unit, address - *ret_bias) == 1)
			return unit;
	return NULL;
}

static void find_line(struct lookup *lookup, Dwarf_Die *unit, Dwarf_Addr address)
{
	Dwarf_Line *line = unit ? dwarf_getsrc_die(unit, address) : NULL;
	const char *file = line ? dwarf_linesrc(line, NULL, NULL) : NULL;

	if (line && dwarf_lineno(line, &lookup->line))
		lookup->line = 0;
	lookup->file = file ? file : "";
}

size_t symbol_file_find(struct symbol_file *file, uint64_t address, struct arena *arena,
			struct symbol_place places[SYMBOL_PLACES])
{
	struct lookup lookup = { .arena = arena, .places = places };
	Dwarf_Addr at = address + file->bias, bias = 0;
	Dwarf_Die *unit = find_unit(file->module, at, &bias);
	const char *name;

	find_line(&lookup, unit, at - bias);
	if (unit)
		find_inlined(&lookup, unit, at - bias);
	if (!lookup.count) {
		name = dwfl_module_addrname(file->module, at);
		if (name || *lookup.file)
			place_add(&lookup, name);
	}
	return lookup.count;
}
