/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flags.h - what the wrapper adds to the compiler's command line
 */
#ifndef DMACHECK_CC_FLAGS_H
#define DMACHECK_CC_FLAGS_H

#include "runtime/cc/compiler.h"
#include "runtime/cc/layout.h"
#include "runtime/cc/request.h"

/**
 * struct toolchain - the compiler behind the wrapper, as every step of a run sees it
 * @tree: absolute, where --kernel's core comes from, else NULL
 * @tree_version: 0xMMmmss
 */
struct toolchain {
	struct compiler compiler;
	struct layout layout;
	struct request request;
	const char *tree;
	unsigned int tree_version;
};

/* For a source of the user; @source may be NULL: without what depends on it. */
void flags_compile(struct words *words, const struct toolchain *toolchain,
		   const char *source);

/* Behind the user's own options, for a source that becomes an object. */
void flags_assemble(struct words *words, const struct toolchain *toolchain,
		    const char *source);

/* For a source of a kernel tree or of the engine, under --kernel. */
void flags_engine(struct words *words, const struct toolchain *toolchain, bool of_tree);

/* Behind the objects; @engine: objects in place of the engine's library, or NULL. */
void flags_link(struct words *words, const struct toolchain *toolchain,
		const struct words *engine);

#endif /* DMACHECK_CC_FLAGS_H */
