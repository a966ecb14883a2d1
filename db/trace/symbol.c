/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * symbol.c - names for return addresses
 *
 * Each address is looked up once; a run has few of them, in millions of records.
 */
#include "db/print/json.h"
#include "db/trace/symbol-file.h"
#include "db/trace/symbol.h"
#include "model/arena.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uthash.h>

/*
 * struct code - a file with code. Several images may be of one file.
 * @path: as printed
 */
struct code {
	const char *key;
	const char *path;
	struct symbol_file *file;
	bool inside;
	bool library;
	UT_hash_handle hh;
};

/* struct found - what an address of an image turned out to be */
struct found {
	struct address {
		uint64_t image;
		uint64_t address;
	} key;
	struct symbol_frame *frames;
	size_t count;
	UT_hash_handle hh;
};

/**
 * struct symbols - what has been looked up
 * @images: of the trace, borrowed
 * @codes: by number in @images; NULL: not looked at
 */
struct symbols {
	const struct trace *trace;
	const struct trace_image *images;
	size_t image_count;
	struct code **codes;
	struct code *by_path;
	struct found *found;
	struct arena arena;
};

const char *symbol_basename(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

struct symbols *symbols_new(const struct trace *trace)
{
	struct symbols *symbols = memory_array(1, sizeof(*symbols));

	symbols->trace = trace;
	symbols->image_count = trace_images(trace, &symbols->images);
	symbols->codes = memory_array(symbols->image_count, sizeof(*symbols->codes));
	arena_init(&symbols->arena);
	return symbols;
}

void symbols_free(struct symbols *symbols)
{
	struct code *code, *next_code;
	struct found *found, *next_found;

	HASH_ITER(hh, symbols->by_path, code, next_code) {
		if (code->file)
			symbol_file_close(code->file);
		HASH_DEL(symbols->by_path, code);
	}
	HASH_ITER(hh, symbols->found, found, next_found)
		HASH_DEL(symbols->found, found);
	arena_release(&symbols->arena);
	free(symbols->codes);
	free(symbols);
}

/* ---- whose code it is ------------------------------------------------------------------ */

static bool begins(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

/* What every program has, and no client wrote. */
static bool is_library(const char *module)
{
	const char *name = symbol_basename(module);

	return begins(name, "libc.so") || begins(name, "libc-") ||
	       begins(name, "libpthread") || begins(name, "ld-linux") ||
	       begins(name, "libdl.") || begins(name, "libm.") ||
	       strstr(name, "vdso");
}

/* Headers of dmacheck lie beside <dmacheck/event.h>, wherever they are installed. */
static bool is_our_header(const char *file)
{
	static const char *const folders[] = { "/linux/", "/asm/", "/uapi/", "/dmacheck/" };
	char path[4096];

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		const char *at = strstr(file, folders[i]);

		if (!at || (size_t)(at - file) > sizeof(path) - 64)
			continue;
		snprintf(path, sizeof(path), "%.*s/dmacheck/event.h",
			 (int)(at - file), file);
		if (!access(path, F_OK))
			return true;
	}
	return false;
}

/* What dmacheck cc links into each program, and the headers it compiles with. */
static bool is_ours(const char *function, const char *file)
{
	return begins(function, "__tsan_") || begins(function, "dmacheck_") ||
	       strstr(file, "/runtime/access/") || strstr(file, "/runtime/module/") ||
	       (*file && is_our_header(file));
}

static const char *clean(struct symbols *symbols, const char *text)
{
	char *copy = text_clean(text);
	const char *kept = arena_strdup(&symbols->arena, copy);

	free(copy);
	return kept;
}

/* ---- images ------------------------------------------------------------------------------ */

static struct code *code_new(struct symbols *symbols, const struct trace_image *image,
			     const char *key)
{
	struct code *code = arena_new(&symbols->arena, struct code);

	code->key = key;
	code->path = clean(symbols, image->path);
	code->file = symbol_file_open(image, trace_started(symbols->trace));
	code->inside = begins(symbol_basename(image->path), "libdmacheck-");
	code->library = is_library(image->path);
	HASH_ADD_KEYPTR(hh, symbols->by_path, code->key, strlen(code->key), code);
	return code;
}

static const char *key_of(struct symbols *symbols, const struct trace_image *image)
{
	char text[2 * 64 + 1] = "";

	for (size_t i = 0; i < image->build_id_size && i < 64; i++)
		snprintf(text + 2 * i, 3, "%02x", image->build_id[i]);
	return arena_printf(&symbols->arena, "%s %s", text, image->path);
}

static struct code *code_of(struct symbols *symbols, size_t number)
{
	const struct trace_image *image = &symbols->images[number];
	struct code *code = symbols->codes[number];
	const char *key;

	if (code)
		return code;
	key = key_of(symbols, image);
	HASH_FIND_STR(symbols->by_path, key, code);
	symbols->codes[number] = code ? code : code_new(symbols, image, key);
	return symbols->codes[number];
}

/* The last that was there at the time, or else the first that ever was. */
static size_t image_find(const struct symbols *symbols, uint32_t image, int64_t time,
			 uint64_t address)
{
	size_t found = symbols->image_count;

	for (size_t i = 0; i < symbols->image_count; i++) {
		const struct trace_image *at = &symbols->images[i];

		if (at->image == image && at->start <= address &&
		    address < at->end &&
		    (found == symbols->image_count || at->time <= time))
			found = i;
	}
	return found;
}

/* ---- addresses ----------------------------------------------------------------------------- */

static void frames_fill(struct symbols *symbols, struct found *found, const struct code *code,
			const struct trace_image *image)
{
	struct symbol_place places[SYMBOL_PLACES] = { { "", "", 0 } };
	uint64_t offset = found->key.address - image->base;
	/* a return address may be behind the end of the function that called */
	size_t count = code->file ? symbol_file_find(code->file, offset - 1,
						     &symbols->arena, places) : 0;

	found->count = count ? count : 1;
	found->frames = arena_array(&symbols->arena, struct symbol_frame, found->count);
	for (size_t i = 0; i < found->count; i++) {
		const struct symbol_place *place = &places[i];
		bool inside = code->inside || is_ours(place->function, place->file);

		found->frames[i] = (struct symbol_frame){
			.function = clean(symbols, place->function),
			.file = clean(symbols, place->file),
			.line = place->line,
			.module = code->path,
			.offset = offset,
			.inside = inside,
			.client = !inside && !code->library,
		};
	}
}

static void frame_unknown(struct symbols *symbols, struct found *found)
{
	found->count = 1;
	found->frames = arena_new(&symbols->arena, struct symbol_frame);
	*found->frames = (struct symbol_frame){
		.function = "", .file = "", .module = "",
		.offset = found->key.address,
	};
}

size_t symbols_find(struct symbols *symbols, uint32_t image, int64_t time, uint64_t address,
		    const struct symbol_frame **ret_frames)
{
	size_t number = image_find(symbols, image, time, address - 1);
	struct address key = { number, address };
	struct found *found;

	HASH_FIND(hh, symbols->found, &key, sizeof(key), found);
	if (!found) {
		found = arena_new(&symbols->arena, struct found);
		found->key = key;
		HASH_ADD(hh, symbols->found, key, sizeof(key), found);
		if (number < symbols->image_count)
			frames_fill(symbols, found, code_of(symbols, number),
				    &symbols->images[number]);
		else
			frame_unknown(symbols, found);
	}
	*ret_frames = found->frames;
	return found->count;
}
