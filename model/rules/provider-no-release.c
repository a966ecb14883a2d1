/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-no-release.c - a DMA device that dies under its clients
 *
 *            register [no release]
 *   gone -------------------------> bare    reported, a hint
 *    | ^---- unregister --------------+ unregister [clients]: reported
 *    | register [has release]
 *    +---------------------> whole --free--> gone   reported
 *      ^------ release --------+
 */
#include "model/rule.h"

enum { GONE, BARE, WHOLE };

static const struct rule_edge edges[] = {
	{ GONE, BARE, EVENT_REGISTER, GUARD_NO_RELEASE,
	  "%s has no device_release, so it must not be unbound while in use",
	  CONFIDENCE_LOW },
	{ GONE, WHOLE, EVENT_REGISTER, GUARD_HAS_RELEASE, NULL, CONFIDENCE_LOW },
	{ BARE, GONE, EVENT_UNREGISTER, GUARD_CLIENTS,
	  "%s is unregistered while clients have channels of it, and has no "
	  "device_release", CONFIDENCE_HIGH },
	{ BARE, GONE, EVENT_UNREGISTER, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ WHOLE, GONE, EVENT_RELEASE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ WHOLE, GONE, EVENT_FREE, GUARD_ALWAYS,
	  "the memory of %s is freed before its device_release is called",
	  CONFIDENCE_HIGH },
	{ BARE, GONE, EVENT_FREE, GUARD_ALWAYS,
	  "the memory of %s is freed while it is registered", CONFIDENCE_HIGH },
};

const struct rule rule_provider_no_release = {
	.slug = "provider-no-release",
	.group = "provider",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_DEVICE,
	.states = { "gone", "bare", "whole" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a DMA device without device_release, or freed outside it",
	.contract =
"A provider may be unbound while clients hold channels of its device. The\n"
"device is then unregistered, and lives on until the last of them lets go:\n"
"only then does the core call device_release, and only there may the memory\n"
"be freed. Without a device_release nobody tells the provider, and clients\n"
"follow pointers into memory that is gone.\n"
"Source: drivers/dma/dmaengine.c, dma_async_device_register() and\n"
"dma_async_device_unregister(); include/linux/dmaengine.h, device_release.",
	.repair =
"Allocate the device with kzalloc(), not devm_kzalloc(), and free it in\n"
"device_release.",
	.limits =
"A device without device_release that is never unbound while in use does no\n"
"harm: its registration is a hint. Memory is seen freed if it came from the\n"
"allocator.",
};
