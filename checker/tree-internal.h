/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-internal.h - what the tree files share, and the source files borrow
 *
 *   text      growable text, whole files, folders
 *   match     many names at once in much text
 *   mention   where in C text a name stands: code, comment, string, macro
 *   makefile  the assignments of a kbuild Makefile
 *   kconfig   the symbols of Kconfig text, what they select and depend on
 *   modules   which composite a file is linked into, and its gates
 *   scan      every file of drivers/ and sound/ that names the API
 *   config    autoconf.h        overlay  the other generated headers
 *   cache     where they live   commands compile_commands.json
 */
#ifndef DMACHECK_TREE_INTERNAL_H
#define DMACHECK_TREE_INTERNAL_H

#include "checker/tree.h"
#include "model/arena.h"

#include <pthread.h>
#include <sys/types.h>

#ifndef CLANG_RESOURCE_DIR
#define CLANG_RESOURCE_DIR "/usr/lib/llvm-19/lib/clang/19"
#endif

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0"
#endif

enum {
	TREE_FILE_LIMIT = 64 * 1024 * 1024, /* bytes read of one file */
};

/* ---- text ---- */

/** struct tree_text - growable, always NUL terminated once anything is in it */
struct tree_text {
	char *data;
	size_t size;
	size_t room;
};

void tree_text_add(struct tree_text *text, const char *data, size_t size);
void tree_text_print(struct tree_text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void tree_text_release(struct tree_text *text);

/** struct tree_list - growable list of strings it does not own */
struct tree_list {
	const char **items;
	size_t count;
	size_t room;
};

void tree_list_add(struct tree_list *list, const char *item);
/** tree_list_sort() - by strcmp(), and drops repeated items */
void tree_list_sort(struct tree_list *list);
bool tree_list_has(const struct tree_list *sorted, const char *item);
void tree_list_release(struct tree_list *list);

/** tree_error() - a formatted line in *@ret_error; returns @code for the caller */
int tree_error(int code, char **ret_error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** tree_line() - copy the line at *@at, cut to @room, and step over it */
bool tree_line(const char **at, char *ret_line, size_t room);

/** tree_read() - a whole file, NUL terminated, owned by the caller: free() */
int tree_read(const char *path, char **ret_text, size_t *ret_size);
/** tree_write() - @text into @folder/@name, making the folders between */
int tree_write(const char *folder, const char *name, const char *text);
int tree_make_folders(const char *path);
/** tree_remove() - a file or a folder with all in it; errors end in leftovers */
void tree_remove(const char *path);
bool tree_is_folder(const char *path);
bool tree_is_file(const char *path);
/** tree_path() - formatted into @arena */
#define tree_path(arena, ...) arena_printf((arena), __VA_ARGS__)

/* ---- match ---- */

struct tree_matcher;

/** tree_matcher_new() - @names are borrowed and must outlive it */
struct tree_matcher *tree_matcher_new(const char *const *names, size_t count);
void tree_matcher_free(struct tree_matcher *matcher);
/**
 * tree_matcher_next() - the next whole identifier that is one of the names
 * @offset: in: where to start looking; out: where it stands
 * Return: the name, borrowed, or NULL at the end.
 */
const char *tree_matcher_next(const struct tree_matcher *matcher,
			      const char *text, size_t size, size_t *offset);

/* ---- mention ---- */

enum tree_region_kind {
	REGION_CODE,
	REGION_COMMENT,
	REGION_STRING,
	REGION_DIRECTIVE,
};

/**
 * struct tree_lexer - walks C text region by region
 * @conditional: depth of #if around the region
 */
struct tree_lexer {
	const char *text;
	size_t size;
	size_t at;
	unsigned int conditional;
	bool in_directive;
	bool line_start;
};

struct tree_region {
	size_t start;
	size_t end; /* one past */
	enum tree_region_kind kind;
	unsigned int conditional;
};

void tree_lexer_init(struct tree_lexer *lexer, const char *text, size_t size);
/** tree_lexer_next() - the regions cover the text without a gap */
bool tree_lexer_next(struct tree_lexer *lexer, struct tree_region *ret_region);
/** tree_names_api() - one of the names stands outside comments and strings */
bool tree_names_api(const struct tree_matcher *matcher, const char *text,
		    size_t size);
/**
 * tree_reaching_exports() - exported functions from which a name is reached
 *
 * By names only, inside one text: a function that names an API call, or
 * another function of the text that does.
 */
void tree_reaching_exports(const struct tree_matcher *matcher,
			   const char *text, size_t size, struct arena *arena,
			   struct tree_list *ret_names);

/* ---- makefile ---- */

/**
 * struct tree_make - one assignment
 * @name: left side without its last -y, -m, -objs or -$(CONFIG_X)
 * @suffix: "y", "m", "objs" or ""
 * @symbol: X of -$(CONFIG_X) or of the ifdef around it, or NULL
 * @words: right side, comments and continuation lines resolved
 */
struct tree_make {
	const char *name;
	const char *suffix;
	const char *symbol;
	const char **words;
	size_t count;
};

struct tree_makefile {
	struct tree_make *vars;
	size_t count;
};

void tree_makefile_parse(const char *text, struct arena *arena,
			 struct tree_makefile *ret_makefile);

/* ---- modules ---- */

struct tree_folder;

/** struct tree_modules - parsed Makefiles by folder, relative to @root */
struct tree_modules {
	const char *root;
	struct tree_folder *folders;
	struct arena arena;
};

void tree_modules_init(struct tree_modules *modules, const char *root);
void tree_modules_release(struct tree_modules *modules);
const struct tree_makefile *tree_modules_makefile(struct tree_modules *modules,
						  const char *folder);
/** tree_module_of() - "drivers/spi/spi-dw" for "drivers/spi/spi-dw-core.c" */
const char *tree_module_of(struct tree_modules *modules, const char *path);
/** tree_module_files() - paths of all the files of the module of @path */
void tree_module_files(struct tree_modules *modules, const char *path,
		       struct tree_list *ret_paths);
/** tree_module_gates() - the CONFIG symbols that decide whether it is built */
void tree_module_gates(struct tree_modules *modules, const char *path,
		       struct tree_list *ret_symbols);
/** tree_module_flags() - -I and -D of the Makefiles that apply to @path */
void tree_module_flags(struct tree_modules *modules, const char *path,
		       struct arena *arena, struct tree_list *ret_flags);

/* ---- kconfig ---- */

enum tree_symbol_type { SYMBOL_NONE, SYMBOL_BOOL, SYMBOL_NUMBER, SYMBOL_STRING };

struct tree_clause; /* a select or a depends on */
struct tree_symbol;

struct tree_kconfig {
	struct tree_symbol *symbols;
	struct arena arena;
};

void tree_kconfig_init(struct tree_kconfig *kconfig);
void tree_kconfig_release(struct tree_kconfig *kconfig);
/**
 * tree_kconfig_parse() - add the symbols of one text
 * @driver: mark them as belonging to drivers/ or sound/
 * @ret_sources: paths of source lines, as written; rsource ones begin with "./"
 */
void tree_kconfig_parse(struct tree_kconfig *kconfig, const char *text,
			bool driver, struct tree_list *ret_sources);
/** tree_kconfig_read() - @root/Kconfig and all that it sources */
void tree_kconfig_read(struct tree_kconfig *kconfig, const char *root,
		       const char *arch);
/** tree_kconfig_set() - @value NULL: off, and never on again */
void tree_kconfig_set(struct tree_kconfig *kconfig, const char *name,
		      const char *value);
const char *tree_kconfig_get(const struct tree_kconfig *kconfig, const char *name);
/** tree_kconfig_enable() - on, if it is a known bool or tristate */
bool tree_kconfig_enable(struct tree_kconfig *kconfig, const char *name);
bool tree_kconfig_is_driver(const struct tree_kconfig *kconfig, const char *name);
/** tree_kconfig_numbers() - each number and string gets its first literal default */
void tree_kconfig_numbers(struct tree_kconfig *kconfig);
/** tree_kconfig_depends() - on: what the named symbols plainly depend on */
void tree_kconfig_depends(struct tree_kconfig *kconfig,
			  const struct tree_list *names,
			  const struct tree_list *arch_names);
/** tree_kconfig_selects() - on: what is selected, until nothing changes */
void tree_kconfig_selects(struct tree_kconfig *kconfig);
void tree_kconfig_print(struct tree_kconfig *kconfig,
			struct tree_text *ret_text);

/* ---- commands ---- */

struct tree_command {
	const char *file; /* absolute */
	const char *folder;
	const char **args; /* without compiler, output and file */
	size_t count;
};

struct tree_commands {
	struct tree_command *list; /* sorted by file */
	size_t count;
	struct arena arena;
};

int tree_commands_parse(const char *name, const char *text, size_t size,
			struct tree_commands *ret_commands, char **ret_error);
const struct tree_command *tree_commands_find(const struct tree_commands *commands,
					      const char *file);
void tree_commands_release(struct tree_commands *commands);

/* ---- tree ---- */

/** struct tree_overlay - generated headers of one architecture */
struct tree_overlay {
	pthread_mutex_t lock;
	bool ready;         /* protected by lock */
	char *folder;       /* set once, before ready */
	char *pch_header;
	char *pch_path;
	bool private_folder; /* ours alone: removed by tree_close() */
};

/** struct tree_scan - files of drivers/ and sound/, made once */
struct tree_scan {
	pthread_mutex_t lock;
	bool done;               /* protected by lock */
	struct tree_list all;    /* relative paths, sorted */
	struct tree_list naming; /* those that name the API, sorted */
	struct arena arena;
};

struct tree {
	char *root;
	char *version;
	char *cache;   /* may not exist yet; NULL: nowhere to write */
	char *build;
	bool headers;  /* a folder of headers made for tests, not a kernel */
	unsigned int jobs;
	enum tree_arch arches[ARCH_COUNT];
	size_t arch_count;
	struct tree_list config;
	struct tree_list paths; /* of the command line, real paths */
	struct tree_matcher *matcher;
	struct tree_scan scan;
	pthread_mutex_t modules_lock;
	struct tree_modules modules; /* protected by modules_lock */
	struct tree_commands commands;
	struct tree_overlay overlays[ARCH_COUNT];
	struct tree_file *files;
	size_t file_count;
	struct arena arena;
};

/** tree_scan_run() - fill tree->scan, once. Any thread. */
void tree_scan_run(struct tree *tree);
/** tree_scan_walk() - .c files below @folder, not following links to folders */
void tree_scan_walk(const char *root, const char *folder, struct arena *arena,
		    struct tree_list *ret_paths);
/** tree_scan_naming() - those of @paths whose text holds a name */
void tree_scan_naming(const char *root, const struct tree_list *paths,
		      const struct tree_matcher *matcher, bool code_only,
		      bool keep_unreadable, unsigned int jobs,
		      struct tree_list *ret_naming);

/**
 * tree_scan_users() - files that name what @paths export to reach the API
 * Context: after tree_scan_run(). Paths in @ret_users are borrowed from the scan.
 */
void tree_scan_users(struct tree *tree, const struct tree_list *paths,
		     struct tree_list *ret_users);

void tree_config_write(struct tree *tree, enum tree_arch arch,
		       struct tree_text *ret_text);
/** tree_overlay_write() - all generated headers, into @folder */
int tree_overlay_write(struct tree *tree, enum tree_arch arch,
		       const char *folder);
int tree_overlay_asm(const char *root, enum tree_arch arch, const char *folder);
/** tree_pch_write() - @folder/pch.h from the headers the tree has */
int tree_pch_write(const char *root, const char *folder);

#endif
