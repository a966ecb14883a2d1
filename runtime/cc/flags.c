/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flags.c - what the wrapper adds to the compiler's command line
 *
 * The compiler's thread sanitizer marks every access to memory with a call. Only
 * its compiling half is used: the calls end in libdmacheck-access, so its flag
 * must not reach the linker.
 */
#include "runtime/cc/flags.h"

#include <ctype.h>
#include <string.h>

static void add_list(struct words *words, const char *const *list)
{
	for (; *list; list++)
		words_add(words, *list);
}

static void add_instrumentation(struct words *words, const struct compiler *compiler)
{
	/* its mem* are calls then, which the link redirects */
	static const char *const gcc[] = {
		"-fsanitize=thread", "--param=tsan-instrument-func-entry-exit=0",
		"-fno-builtin-memcpy", "-fno-builtin-memmove", "-fno-builtin-memset",
		"-fno-builtin-memcmp", NULL,
	};
	/* without the last a read is dropped that a write to the same place follows */
	static const char *const clang[] = {
		"-fsanitize=thread", "-mllvm", "-tsan-instrument-func-entry-exit=0",
		"-mllvm", "-tsan-compound-read-before-write=1", NULL,
	};

	add_list(words, compiler->is_clang ? clang : gcc);
}

/* Before the other headers: <linux/dmaengine.h>, which includes the tree's. */
static void add_tree(struct words *words, const struct toolchain *toolchain)
{
	words_addf(words, "-I%s", toolchain->layout.glue);
	words_addf(words, "-DDMACHECK_TREE_DMAENGINE=\"%s/include/linux/dmaengine.h\"",
		   toolchain->tree);
	words_addf(words, "-DDMACHECK_TREE_VERSION=0x%06x", toolchain->tree_version);
}

/* The C of the kernel, whose sources are not strict about types of memory. */
static void add_kernel_c(struct words *words, const struct toolchain *toolchain)
{
	static const char *const dialect[] = {
		"-std=gnu11", "-D__KERNEL__", "-fno-strict-aliasing",
		"-fno-strict-overflow", "-fno-delete-null-pointer-checks",
		"-funsigned-char", "-fno-common", "-fno-omit-frame-pointer",
		"-fno-optimize-sibling-calls",
		/* a module's globals are its own, never the libraries' of that name */
		"-fvisibility=hidden", "-g", "-Wno-pointer-sign",
		"-Werror=implicit-function-declaration", "-Werror=int-conversion", NULL,
	};

	words_add(words, "-nostdinc");
	if (toolchain->tree)
		add_tree(words, toolchain);
	words_addf(words, "-I%s", toolchain->layout.include);
	words_add(words, "-isystem");
	words_add(words, toolchain->compiler.include);
	add_list(words, dialect);
	if (toolchain->compiler.is_clang)
		words_add(words, "-Wno-address-of-packed-member");
}

/* foo-bar.c of a module is foo_bar, as kbuild names it. */
static void add_name(struct words *words, const char *macro, const char *source)
{
	const char *slash = strrchr(source, '/');
	char *name = arena_strdup(words->arena, slash ? slash + 1 : source);
	char *dot = strrchr(name, '.');

	if (dot)
		*dot = '\0';
	for (char *c = name; *c; c++) {
		if (!isalnum((unsigned char)*c))
			*c = '_';
	}
	words_addf(words, "-D%s=\"%s\"", macro, name);
}

static void add_module(struct words *words, const struct toolchain *toolchain,
		       const char *source)
{
	add_kernel_c(words, toolchain);
	words_add(words, "-DMODULE");
	if (source && !request_has(&toolchain->request, "-DKBUILD_MODNAME"))
		add_name(words, "KBUILD_MODNAME", source);
	if (source && !request_has(&toolchain->request, "-DKBUILD_BASENAME"))
		add_name(words, "KBUILD_BASENAME", source);
	if (!toolchain->request.optimized)
		words_add(words, "-O2");
}

void flags_compile(struct words *words, const struct toolchain *toolchain,
		   const char *source)
{
	if (toolchain->compiler.is_clang) {
		words_add(words, "-Qunused-arguments");
		/* by which reports find a function's source */
		words_add(words, "-gdwarf-aranges");
	}
	if (toolchain->request.module) {
		add_module(words, toolchain, source);
	} else {
		words_add(words, "-fno-omit-frame-pointer");
		/* whose call it is, is told by where it returns to */
		words_add(words, "-fno-optimize-sibling-calls");
		words_add(words, "-g");
		words_add(words, "-pthread");
	}
	if (!toolchain->request.bare)
		add_instrumentation(words, &toolchain->compiler);
	/* behind the user's own folders, before the system's */
	if (!toolchain->request.module) {
		words_add(words, "-isystem");
		words_add(words, toolchain->layout.include);
	}
}

/*
 * The assembler reads the prelude before what gcc wrote: calls of the access
 * functions then happen only where memory is mapped.
 */
void flags_assemble(struct words *words, const struct toolchain *toolchain,
		    const char *source)
{
	const struct request *request = &toolchain->request;
	const char *end = strrchr(source, '.');

	if (request->bare || toolchain->compiler.is_clang || !toolchain->compiler.is_x86_64)
		return;
	if (!end || strcmp(end, ".c") != 0)
		return;
	if (request_has(request, "-flto") || request_has(request, "-m32") ||
	    request_has(request, "-mx32") || request_has(request, "-masm=intel"))
		return;
	words_add(words, "-Xassembler");
	words_add(words, toolchain->layout.prelude);
}

/*
 * The link redirects the memory functions of the whole program, but what the engine
 * moves is moved by a device. Under --wrap these names are the C library's.
 */
static void add_unwatched(struct words *words, const struct compiler *compiler)
{
	static const char *const flags[] = {
		"-Dmemcpy=__real_memcpy", "-Dmemmove=__real_memmove",
		"-Dmemset=__real_memset", "-Dmemcmp=__real_memcmp",
		/* no loop becomes a call of the plain names */
		"-fno-builtin", NULL,
	};

	add_list(words, flags);
	if (!compiler->is_clang)
		words_add(words, "-fno-tree-loop-distribute-patterns");
}

void flags_engine(struct words *words, const struct toolchain *toolchain, bool of_tree)
{
	static const char *const library[] = {
		"-std=gnu17", "-D_GNU_SOURCE", "-pthread", "-g", "-fno-omit-frame-pointer",
		"-fno-optimize-sibling-calls", "-fvisibility=hidden", NULL,
	};

	if (toolchain->compiler.is_clang)
		words_add(words, "-Qunused-arguments");
	if (of_tree) {
		add_kernel_c(words, toolchain);
		words_add(words, "-DDMACHECK_CORE");
	} else {
		add_list(words, library);
		add_tree(words, toolchain);
		words_addf(words, "-I%s", toolchain->layout.include);
		words_addf(words, "-I%s", toolchain->layout.sources);
		/* its virt-dma.h in place of the engine's own */
		words_addf(words, "-I%s/drivers/dma", toolchain->tree);
	}
	if (!toolchain->request.bare)
		add_unwatched(words, &toolchain->compiler);
	/* all of an object in one piece, between own-first.o and own-last.o */
	if (!toolchain->compiler.is_clang) {
		words_add(words, "-fno-reorder-functions");
		words_add(words, "-fno-reorder-blocks-and-partition");
	}
	/* code of others, and ours against it: what it warns of is not the user's */
	words_add(words, "-w");
	words_add(words, "-O2");
}

void flags_link(struct words *words, const struct toolchain *toolchain,
		const struct words *engine)
{
	const struct layout *layout = &toolchain->layout;

	if (engine)
		words_add_all(words, engine);
	words_add(words, "-Wl,--whole-archive");
	if (toolchain->request.module)
		words_add(words, layout->module);
	if (!toolchain->request.bare)
		words_add(words, layout->access);
	words_add(words, "-Wl,--no-whole-archive");
	if (!toolchain->request.bare)
		words_add(words, "-Wl,--wrap=memcpy,--wrap=memmove,--wrap=memset,--wrap=memcmp");
	words_add(words, "-Wl,--push-state,--no-as-needed");
	if (!engine)
		words_addf(words, "%s/libdmacheck-engine.so", layout->libraries);
	words_addf(words, "%s/libdmacheck-kernel.so", layout->libraries);
	words_add(words, "-Wl,--pop-state");
	words_add(words, "-pthread");
	words_add(words, "-Xlinker");
	words_add(words, "-rpath");
	words_add(words, "-Xlinker");
	words_add(words, layout->libraries);
}
