/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-device.c - devices get names, programs take each other's place
 */
#include <string.h>

#include "db/replay/mapping.h"

/* The same address with another name is another device. */
void derive_device_add(struct replay *replay, const struct trace_event *event)
{
	struct device *device = world_find(&replay->world, OBJECT_DEVICE,
					   event->process, event->device);

	if (!event->name)
		return;
	if (device && *device->name && strcmp(device->name, event->name) != 0)
		device = world_device_again(&replay->world, event->process, event->device);
	else
		device = world_device(&replay->world, event->process, event->device);
	device->name = event->name;
}

/* For who has not told of the device behind its DMA device before. */
void derive_device_register(struct replay *replay, const struct trace_event *event)
{
	struct device *device = world_device(&replay->world, event->process, event->device);

	if (event->name && !*device->name)
		device->name = event->name;
}

/* At the end, when all that could name them has. */
void derive_devices_end(struct replay *replay)
{
	for (const struct device *device = replay->world.devices; device;
	     device = device->next) {
		const struct replay_device row = {
			.id = device->thing.id, .address = device->thing.key.pointer,
			.name = device->name,
		};

		replay_tell(replay, device, &row);
	}
}

/* ---- programs ---- */

/* A second one of the same process says that the call has failed after all. */
void derive_process_exec(struct replay *replay, const struct trace_event *event)
{
	if (!event->type)
		world_process(&replay->world, event->process)->replaced = event->value >= 0;
}

/* An engine begins: what an exec has taken away is known to be gone, and no leak. */
void derive_process_begin(struct replay *replay, const struct trace_event *event)
{
	struct process *process = world_process(&replay->world, event->process);

	if (process->replaced) {
		mappings_drop(replay, process);
		memory_drop(replay, process);
	}
	process->replaced = false;
	process->ended = false;
}
