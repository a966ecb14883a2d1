/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-wrong-device.c - memory is mapped for one device and used by another
 *
 *              map            use by a channel of another device
 *   unmapped <------> mapped ------------------------------------> reported
 *             unmap
 */
#include "model/rule.h"

enum { UNMAPPED, MAPPED };

static const struct rule_edge edges[] = {
	{ UNMAPPED, MAPPED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, MAPPED, EVENT_USE, GUARD_OTHER_DEVICE,
	  "%s is used by a channel of another device", CONFIDENCE_LOW },
};

const struct rule rule_mapping_wrong_device = {
	.slug = "mapping-wrong-device",
	.group = "mapping",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "mapped" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "memory is mapped for a device that is not the DMA device of the channel",
	.contract =
"A DMA address means something to the device it was mapped for. A transfer is\n"
"made by the DMA controller, so its memory is mapped for the controller's\n"
"struct device, not for the peripheral that asks: behind an IOMMU the two\n"
"have different addresses, and masks may differ.\n"
"Source: Documentation/driver-api/dmaengine/client.rst, on mapping.",
	.repair =
"Map with dmaengine_get_dma_device(chan), or chan->device->dev.",
	.limits =
"A hint: where both share an IOMMU domain, or there is none, it works, and\n"
"some platforms mean it so.",
};
