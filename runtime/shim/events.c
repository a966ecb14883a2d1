// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * events.c - the engine's door, and how the shim starts
 */
#include "runtime/shim/environment.h"
#include "runtime/shim/process.h"
#include "runtime/shim/real.h"
#include "runtime/shim/shim.h"
#include "runtime/shim/signal.h"

#include "runtime/record/file.h"
#include "runtime/record/walk.h"
#include "runtime/record/writer.h"

EXPORTED int dmacheck_recording;

bool shim_started;

/* Early calls, of constructors that come before ours, find the environment as it is. */
static void start_early(void)
{
	const char *folder = environment_folder();

	if (folder && file_attach(folder))
		dmacheck_recording = 1;
}

EXPORTED void dmacheck_event(const struct dmacheck_event *event)
{
	if (unlikely(!shim_started && !file_header()))
		start_early();
	record_event(event, FRAME);
}

__attribute__((constructor)) static void start(void)
{
	real_find_all();
	start_early();
	environment_hide();
	if (file_header()) {
		walk_init();
		writer_init();
		process_start();
		signal_start();
	}
	shim_started = true;
}
