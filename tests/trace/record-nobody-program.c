/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record-nobody-program.c - dmacheck_event() as the engine has it, for programs without an engine
 */
#include <dmacheck/event.h>

void dmacheck_event(const struct dmacheck_event *event)
{
	(void)event;
}
