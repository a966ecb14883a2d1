/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bus.h - what the engine tells the bus
 */
#ifndef DMACHECK_MAPPING_BUS_H
#define DMACHECK_MAPPING_BUS_H

#include <runtime/kernel/shared.h>

struct dma_chan;

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

/* Of the numbers of epochs, the bits that count. */
enum { BUS_EPOCHS = (1 << 30) - 1 };

/*
 * Which epoch of @chan, NULL for none, it is: another number whenever something is
 * issued, completed or terminated, and not one of another channel; 0: every access is
 * told. NULL without an engine. Called with no lock of the mapping layer held.
 */
extern unsigned int (*bus_epoch)(const struct dma_chan *chan) SHARED(bus_epoch);

#pragma GCC visibility pop

#endif /* DMACHECK_MAPPING_BUS_H */
