/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main-load.c - initcalls in, exit functions out
 *
 * An initcall and the exit function of the same file belong together; an exit
 * function whose file has no initcall belongs to its module. As in the kernel,
 * a module whose init fails is not given its exit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <linux/module.h>
#include <dmacheck/engine.h>
#include <dmacheck/event.h>

#include "runtime/kernel/fault.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"
#include "runtime/module/module.h"

enum { LEVEL_ARCH = 3, LEVEL_LAST = 7 };

extern const struct dmacheck_entry *const __start_dmacheck_entries[] __attribute__((weak));
extern const struct dmacheck_entry *const __stop_dmacheck_entries[] __attribute__((weak));

/* What has been loaded, in order; at most one element an entry of the table. */
static const struct dmacheck_entry **loaded;
static unsigned int loaded_count;

unsigned int dmacheck_entry_count(void)
{
	return __start_dmacheck_entries ?
	       __stop_dmacheck_entries - __start_dmacheck_entries : 0;
}

const struct dmacheck_entry *dmacheck_entry_at(unsigned int index)
{
	return __start_dmacheck_entries[index];
}

static void set_state(const struct dmacheck_entry *entry, enum module_state state)
{
	if (entry->owner)
		__atomic_store_n(&entry->owner->state, state, __ATOMIC_RELEASE);
}

static bool same_module(const struct dmacheck_entry *a, const struct dmacheck_entry *b)
{
	return a->owner == b->owner && strcmp(a->module, b->module) == 0;
}

static bool same_file(const struct dmacheck_entry *a, const struct dmacheck_entry *b)
{
	return same_module(a, b) && strcmp(a->file, b->file) == 0;
}

/* The init entry that @exit undoes, or NULL if it undoes none. */
static const struct dmacheck_entry *exit_partner(const struct dmacheck_entry *exit)
{
	const struct dmacheck_entry *partner = NULL;
	unsigned int i;

	for (i = 0; i < dmacheck_entry_count(); i++) {
		const struct dmacheck_entry *entry = dmacheck_entry_at(i);

		if (entry->kind != DMACHECK_ENTRY_INIT)
			continue;
		if (same_file(entry, exit))
			return entry;
		if (!partner && same_module(entry, exit))
			partner = entry;
	}
	return partner;
}

/* A module that another still uses cannot be taken out of a kernel: say so. */
static void check_unused(const struct dmacheck_entry *entry)
{
	int count = entry->owner ? module_refcount(entry->owner) : 0;

	if (count > 0)
		report_notice("module %s is in use (%d references): rmmod would refuse, here it goes on",
			      entry->module, count);
}

static void run_exit(const struct dmacheck_entry *exit)
{
	check_unused(exit);
	set_state(exit, MODULE_STATE_GOING);
	report_stack_top(__builtin_frame_address(0));
	exit->exit();
	dmacheck_emit(MODULE_EXIT, .name = exit->module);
}

/* Runs the exit functions that belong to @init; NULL: those that belong to none. */
static void run_exits(const struct dmacheck_entry *init)
{
	unsigned int i;

	for (i = dmacheck_entry_count(); i-- > 0; ) {
		const struct dmacheck_entry *entry = dmacheck_entry_at(i);

		if (entry->kind == DMACHECK_ENTRY_EXIT && exit_partner(entry) == init)
			run_exit(entry);
	}
}

/* One event an initcall: what it returned, once it has. */
static int run_init(const struct dmacheck_entry *entry)
{
	int ret;

	set_state(entry, MODULE_STATE_COMING);
	report_stack_top(__builtin_frame_address(0));
	ret = entry->init();
	dmacheck_emit(MODULE_INIT, .name = entry->module, .value = ret);
	if (ret < 0) {
		set_state(entry, MODULE_STATE_GOING);
		fprintf(stderr, "%s: module init %s() failed: %s (%d)\n", entry->module,
			entry->name, strerror(-ret), ret);
		return ret;
	}
	if (ret > 0)
		fprintf(stderr, "%s: '%s'->init suspiciously returned %d, it should follow 0/-E convention\n",
			"do_init_module", entry->module, ret);
	set_state(entry, MODULE_STATE_LIVE);
	loaded[loaded_count++] = entry;
	return 0;
}

/* Ground that modules stand on, as a bus of the tree's own core: not a module itself. */
static bool is_ground(const struct dmacheck_entry *entry)
{
	return !entry->owner && entry->level <= LEVEL_ARCH;
}

static bool load_levels(bool ground)
{
	unsigned int level, i;

	for (level = 0; level <= LEVEL_LAST; level++) {
		for (i = 0; i < dmacheck_entry_count(); i++) {
			const struct dmacheck_entry *entry = dmacheck_entry_at(i);

			if (entry->kind == DMACHECK_ENTRY_INIT && entry->level == level &&
			    is_ground(entry) == ground && run_init(entry) < 0)
				return false;
		}
	}
	return true;
}

static void unload_loaded(void)
{
	while (loaded_count)
		run_exits(loaded[--loaded_count]);
	free(loaded);
	loaded = NULL;
}

bool dmacheck_modules_prepare(void)
{
	bool ok;

	loaded = calloc(dmacheck_entry_count() + 1, sizeof(*loaded));
	if (!loaded)
		report_fatal("out of memory");
	/* The calls that a fault is counted in are the modules' own. */
	fault_suspend();
	ok = load_levels(true);
	if (ok)
		refdma_init();
	fault_resume();
	sched_begin_anew();
	if (!ok)
		unload_loaded();
	return ok;
}

bool dmacheck_modules_load(void)
{
	if (load_levels(false))
		return true;
	unload_loaded();
	return false;
}

void dmacheck_modules_unload(void)
{
	run_exits(NULL);
	unload_loaded();
}
