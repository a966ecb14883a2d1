/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-overlay.c - the generated headers an unbuilt tree lacks
 *
 * Laid out as a build folder would be:
 *
 *	FOLDER/include/generated/             autoconf.h, bounds.h, ...
 *	FOLDER/arch/A/include/generated/asm/  wrappers, numbers of system calls
 *	FOLDER/pch.h                          what the precompiled header holds
 *
 * Values only need to be plausible: nothing is compiled or run. What belongs to
 * one architecture is in tree-overlay-asm.c.
 */
#include "checker/tree-internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	const char *text;
} fixed[] = {
	{ "include/generated/compile.h",
	  "#define UTS_MACHINE \"none\"\n"
	  "#define UTS_VERSION \"#1\"\n"
	  "#define LINUX_COMPILE_BY \"none\"\n"
	  "#define LINUX_COMPILE_HOST \"none\"\n"
	  "#define LINUX_COMPILER \"clang\"\n" },
	{ "include/generated/bounds.h",
	  "#define NR_PAGEFLAGS 22\n"
	  "#define MAX_NR_ZONES 4\n"
	  "#define NR_CPUS_BITS 8\n"
	  "#define SPINLOCK_SIZE 4\n"
	  "#define LRU_GEN_WIDTH 0\n"
	  "#define __LRU_REFS_WIDTH 0\n" },
	{ "include/generated/asm-offsets.h", "\n" },
	{ "include/generated/vdso-offsets.h", "\n" },
	{ "include/generated/package.h", "#define LINUX_PACKAGE_ID \"\"\n" },
	{ "include/generated/randstruct_hash.h",
	  "#define RANDSTRUCT_HASHED_SEED \"\"\n" },
};

/* Factors of the conversions between HZ (250) and time; only seen by the compiler */
static const struct {
	const char *name;
	const char *value;
} times[] = {
	{ "HZ_TO_MSEC_MUL32", "U64_C(0x80000000)" },
	{ "HZ_TO_MSEC_ADJ32", "U64_C(0)" },
	{ "HZ_TO_MSEC_SHR32", "29" },
	{ "HZ_TO_MSEC_NUM", "4" },
	{ "HZ_TO_MSEC_DEN", "1" },
	{ "MSEC_TO_HZ_MUL32", "U64_C(0x80000000)" },
	{ "MSEC_TO_HZ_ADJ32", "U64_C(0)" },
	{ "MSEC_TO_HZ_SHR32", "33" },
	{ "MSEC_TO_HZ_NUM", "1" },
	{ "MSEC_TO_HZ_DEN", "4" },
	{ "HZ_TO_USEC_MUL32", "U64_C(0xFA000000)" },
	{ "HZ_TO_USEC_ADJ32", "U64_C(0)" },
	{ "HZ_TO_USEC_SHR32", "20" },
	{ "HZ_TO_USEC_NUM", "4000" },
	{ "HZ_TO_USEC_DEN", "1" },
	{ "USEC_TO_HZ_MUL32", "U64_C(0x83126E98)" },
	{ "USEC_TO_HZ_ADJ32", "U64_C(0x7FF7CED9168)" },
	{ "USEC_TO_HZ_SHR32", "43" },
	{ "USEC_TO_HZ_NUM", "1" },
	{ "USEC_TO_HZ_DEN", "4000" },
	{ "HZ_TO_NSEC_NUM", "4000000" },
	{ "HZ_TO_NSEC_DEN", "1" },
	{ "NSEC_TO_HZ_NUM", "1" },
	{ "NSEC_TO_HZ_DEN", "4000000" },
};

static int write_times(const char *folder)
{
	struct tree_text text = { 0 };
	int err;

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		tree_text_print(&text, "#define %s %s\n", times[i].name, times[i].value);
	err = tree_write(folder, "include/generated/timeconst.h", text.data);
	tree_text_release(&text);
	return err;
}

static int write_versions(const char *version, const char *folder)
{
	unsigned int major = 0, minor = 0, patch = 0;
	struct tree_text text = { 0 };
	int err;

	sscanf(version, "%u.%u.%u", &major, &minor, &patch);
	tree_text_print(&text, "#define UTS_RELEASE \"%s\"\n", version);
	err = tree_write(folder, "include/generated/utsrelease.h", text.data);
	text.size = 0;
	tree_text_print(&text,
			"#define LINUX_VERSION_CODE %u\n"
			"#define KERNEL_VERSION(a, b, c) "
			"(((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))\n"
			"#define LINUX_VERSION_MAJOR %u\n"
			"#define LINUX_VERSION_PATCHLEVEL %u\n"
			"#define LINUX_VERSION_SUBLEVEL %u\n",
			(major << 16) + (minor << 8) + (patch > 255 ? 255 : patch),
			major, minor, patch);
	if (!err)
		err = tree_write(folder, "include/generated/uapi/linux/version.h",
				 text.data);
	tree_text_release(&text);
	return err;
}

static int write_config(struct tree *tree, enum tree_arch arch, const char *folder)
{
	struct tree_text text = { 0 };
	int err;

	tree_config_write(tree, arch, &text);
	err = tree_write(folder, "include/generated/autoconf.h",
			 text.data ? text.data : "");
	tree_text_release(&text);
	return err;
}

int tree_overlay_write(struct tree *tree, enum tree_arch arch, const char *folder)
{
	int err = 0;

	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed) && !err; i++)
		err = tree_write(folder, fixed[i].name, fixed[i].text);
	if (!err)
		err = write_times(folder);
	if (!err)
		err = write_versions(tree->version, folder);
	if (!err)
		err = tree_overlay_asm(tree->root, arch, folder);
	if (!err)
		err = write_config(tree, arch, folder);
	if (!err)
		err = tree_pch_write(tree->root, folder);
	return err;
}
