/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-overlay-asm.c - generated headers of one architecture
 *
 *	asm/X.h, uapi/asm/X.h   wrappers around asm-generic, from Kbuild lists
 *	asm/unistd*.h           numbers, from the tables of system calls
 *	asm/cpucap-defs.h, asm/sysreg-defs.h, asm/mach-types.h
 */
#include "checker/tree-internal.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/** struct asm_folder - what each step needs */
struct asm_folder {
	struct arena *arena;
	const char *root;
	const char *arch;      /* name */
	const char *generated; /* arch/A/include/generated of the overlay */
};

/* ---- wrappers ---- */

static void kbuild_words(const struct asm_folder *to, const char *path,
			 const char *name, struct tree_list *ret_words)
{
	struct tree_makefile makefile;
	char *text;
	size_t size;

	/* a folder without lists has nothing to wrap */
	if (tree_read(tree_path(to->arena, "%s/%s", to->root, path), &text, &size) < 0)
		return;
	tree_makefile_parse(text, to->arena, &makefile);
	free(text);
	for (size_t i = 0; i < makefile.count; i++)
		if (!strcmp(makefile.vars[i].name, name))
			for (size_t w = 0; w < makefile.vars[i].count; w++)
				tree_list_add(ret_words, makefile.vars[i].words[w]);
	tree_list_sort(ret_words);
}

static int write_wrapper(const struct asm_folder *to, const char *prefix,
			 const char *header)
{
	char *name = tree_path(to->arena, "%sasm/%s", prefix, header);
	char *text = tree_path(to->arena, "#include <asm-generic/%s>\n", header);

	return tree_write(to->generated, name, text);
}

/* Mandatory headers are wrapped unless the architecture has or makes its own */
static bool is_mandatory(const struct asm_folder *to, const char *prefix,
			 const char *header, const struct tree_list *generated)
{
	return !tree_list_has(generated, header) &&
	       !tree_is_file(tree_path(to->arena, "%s/arch/%s/include/%sasm/%s",
				       to->root, to->arch, prefix, header)) &&
	       tree_is_file(tree_path(to->arena, "%s/include/%sasm-generic/%s",
				      to->root, prefix, header));
}

static int write_wrappers(const struct asm_folder *to, const char *prefix)
{
	struct tree_list generic = { 0 }, generated = { 0 }, mandatory = { 0 };
	char *own = tree_path(to->arena, "arch/%s/include/%sasm/Kbuild", to->arch, prefix);
	char *all = tree_path(to->arena, "include/%sasm-generic/Kbuild", prefix);
	int err = 0;

	kbuild_words(to, own, "generic", &generic);
	kbuild_words(to, own, "generated", &generated);
	kbuild_words(to, all, "mandatory", &mandatory);
	for (size_t i = 0; i < generic.count && !err; i++)
		err = write_wrapper(to, prefix, generic.items[i]);
	for (size_t i = 0; i < mandatory.count && !err; i++)
		if (is_mandatory(to, prefix, mandatory.items[i], &generated))
			err = write_wrapper(to, prefix, mandatory.items[i]);
	tree_list_release(&generic);
	tree_list_release(&generated);
	tree_list_release(&mandatory);
	return err;
}

/* ---- system calls ---- */

/** struct unistd - one header of numbers from one table */
struct unistd {
	const char *header;
	const char *table;  /* below arch/A */
	const char *abi[2]; /* which rows; none: all */
	const char *prefix;
};

static const struct unistd unistd_arm64[] = {
	{ "uapi/asm/unistd_64.h", "tools/syscall_64.tbl", { NULL }, "" },
	{ "asm/unistd_32.h", "tools/syscall_32.tbl", { NULL }, "" },
	{ "asm/unistd_compat_32.h", "tools/syscall_32.tbl", { NULL }, "compat_" },
	{ NULL, NULL, { NULL }, NULL }
};

static const struct unistd unistd_arm[] = {
	{ "uapi/asm/unistd-common.h", "tools/syscall.tbl", { "common" }, "" },
	{ "uapi/asm/unistd-oabi.h", "tools/syscall.tbl", { "common", "oabi" }, "" },
	{ "uapi/asm/unistd-eabi.h", "tools/syscall.tbl", { "common", "eabi" }, "" },
	{ NULL, NULL, { NULL }, NULL }
};

static const struct unistd unistd_x86[] = {
	{ "uapi/asm/unistd_64.h", "entry/syscalls/syscall_64.tbl", { "common", "64" }, "" },
	{ "uapi/asm/unistd_32.h", "entry/syscalls/syscall_32.tbl", { NULL }, "" },
	{ "uapi/asm/unistd_x32.h", "entry/syscalls/syscall_64.tbl", { "common", "x32" }, "" },
	{ "asm/unistd_32_ia32.h", "entry/syscalls/syscall_32.tbl", { NULL }, "ia32_" },
	{ "asm/unistd_64_x32.h", "entry/syscalls/syscall_64.tbl", { "x32" }, "x32_" },
	{ NULL, NULL, { NULL }, NULL }
};

static bool has_abi(const struct unistd *unistd, const char *abi)
{
	return !unistd->abi[0] || !strcmp(unistd->abi[0], abi) ||
	       (unistd->abi[1] && !strcmp(unistd->abi[1], abi));
}

static void unistd_lines(const struct unistd *unistd, const char *table,
			 struct tree_text *ret_text)
{
	unsigned int end = 0;
	char line[512];

	while (tree_line(&table, line, sizeof(line))) {
		unsigned int number;
		char abi[32], name[64];

		if (sscanf(line, "%u %31s %63s", &number, abi, name) == 3 &&
		    has_abi(unistd, abi)) {
			tree_text_print(ret_text, "#define __NR_%s%s %u\n",
					unistd->prefix, name, number);
			end = number + 1 > end ? number + 1 : end;
		}
	}
	tree_text_print(ret_text, "#define __NR_%ssyscalls %u\n", unistd->prefix, end);
}

static int write_unistd(const struct asm_folder *to, const struct unistd *list)
{
	int err = 0;

	for (; list->header && !err; list++) {
		struct tree_text text = { 0 };
		char *table;
		size_t size;

		/* older trees number the calls in headers of their own */
		if (tree_read(tree_path(to->arena, "%s/arch/%s/%s", to->root, to->arch,
					list->table), &table, &size) < 0)
			continue;
		unistd_lines(list, table, &text);
		err = tree_write(to->generated, list->header, text.data);
		tree_text_release(&text);
		free(table);
	}
	return err;
}

/* ---- arm64 ---- */

static int write_cpucaps(const struct asm_folder *to)
{
	struct tree_text text = { 0 };
	unsigned int count = 0;
	char *list, line[512];
	size_t size;
	int err;

	err = tree_read(tree_path(to->arena, "%s/arch/arm64/tools/cpucaps", to->root),
			&list, &size);
	if (err < 0)
		return err == -ENOENT ? 0 : err;
	tree_text_print(&text, "#ifndef DMACHECK_CPUCAPS_H\n#define DMACHECK_CPUCAPS_H\n");
	for (const char *at = list; tree_line(&at, line, sizeof(line));) {
		char name[96];

		if (sscanf(line, " %95[A-Za-z0-9_]", name) == 1)
			tree_text_print(&text, "#define ARM64_%s %u\n", name, count++);
	}
	tree_text_print(&text, "#define ARM64_NCAPS %u\n#endif\n", count);
	free(list);
	/* its name changed between versions; the one not asked for does no harm */
	err = tree_write(to->generated, "asm/cpucap-defs.h", text.data);
	if (!err && !tree_is_file(tree_path(to->arena, "%s/arch/arm64/include/asm/cpucaps.h",
					    to->root)))
		err = tree_write(to->generated, "asm/cpucaps.h", text.data);
	tree_text_release(&text);
	return err;
}

static int run_awk(const char *script, const char *input, const char *output)
{
	char *const argv[] = { "awk", "-f", (char *)script, (char *)input, NULL };
	posix_spawn_file_actions_t actions;
	int err, status = -1;
	pid_t child;

	err = posix_spawn_file_actions_init(&actions);
	if (err)
		return -err;
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output,
					 O_WRONLY | O_CREAT | O_TRUNC, 0666);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
					 O_WRONLY, 0);
	err = posix_spawnp(&child, "awk", &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (err)
		return -err;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -EIO;
}

/*
 * The tree's own script writes the system registers. Without an awk the header
 * stays empty: some inline functions of other headers then do not parse, and
 * drivers are analysed all the same.
 */
static int write_sysregs(const struct asm_folder *to)
{
	char *script = tree_path(to->arena, "%s/arch/arm64/tools/gen-sysreg.awk", to->root);
	char *input = tree_path(to->arena, "%s/arch/arm64/tools/sysreg", to->root);
	char *output = tree_path(to->arena, "%s/asm/sysreg-defs.h", to->generated);
	int err = tree_write(to->generated, "asm/sysreg-defs.h", "\n");

	if (err || !tree_is_file(script))
		return err;
	if (run_awk(script, input, output) < 0)
		return tree_write(to->generated, "asm/sysreg-defs.h", "\n");
	return 0;
}

static int write_arm64(const struct asm_folder *to)
{
	int err = write_unistd(to, unistd_arm64);

	if (!err)
		err = write_cpucaps(to);
	return err ? err : write_sysregs(to);
}

/* ---- arm ---- */

static int write_mach_types(const struct asm_folder *to)
{
	struct tree_text text = { 0 };
	char *list, line[512];
	size_t size;
	int err;

	err = tree_read(tree_path(to->arena, "%s/arch/arm/tools/mach-types", to->root),
			&list, &size);
	if (err < 0)
		return err == -ENOENT ? 0 : err;
	tree_text_print(&text, "#ifndef __ASM_ARM_MACH_TYPE_H\n"
			       "#define __ASM_ARM_MACH_TYPE_H\n"
			       "extern unsigned int __machine_arch_type;\n"
			       "#define machine_arch_type __machine_arch_type\n");
	for (const char *at = list; tree_line(&at, line, sizeof(line));) {
		char machine[64], config[64], type[64];
		unsigned int number;

		if (sscanf(line, "%63s %63s %63s %u", machine, config, type, &number) == 4 &&
		    *machine != '#')
			tree_text_print(&text, "#define MACH_TYPE_%s %u\n"
					       "#define machine_is_%s() (0)\n",
					type, number, machine);
	}
	tree_text_print(&text, "#endif\n");
	free(list);
	err = tree_write(to->generated, "asm/mach-types.h", text.data);
	tree_text_release(&text);
	return err;
}

static int write_arm(const struct asm_folder *to)
{
	int err = write_unistd(to, unistd_arm);

	if (!err)
		err = tree_write(to->generated, "asm/unistd-nr.h",
				 "#define __NR_syscalls 480\n");
	return err ? err : write_mach_types(to);
}

/* ---- x86 ---- */

static int write_x86(const struct asm_folder *to)
{
	int err = write_unistd(to, unistd_x86);

	if (!err)
		err = tree_write(to->generated, "asm/xen-hypercalls.h", "\n");
	if (!err)
		err = tree_write(to->generated, "asm/cpufeaturemasks.h", "\n");
	return err;
}

int tree_overlay_asm(const char *root, enum tree_arch arch, const char *folder)
{
	static int (*const write[ARCH_COUNT])(const struct asm_folder *) = {
		[ARCH_ARM64] = write_arm64, [ARCH_ARM] = write_arm, [ARCH_X86] = write_x86,
	};
	struct arena arena;
	struct asm_folder to = {
		.arena = &arena, .root = root, .arch = tree_arch_name(arch),
	};
	int err;

	arena_init(&arena);
	to.generated = tree_path(&arena, "%s/arch/%s/include/generated", folder, to.arch);
	err = write_wrappers(&to, "");
	if (!err)
		err = write_wrappers(&to, "uapi/");
	if (!err)
		err = write[arch](&to);
	arena_release(&arena);
	return err;
}
