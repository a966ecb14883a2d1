/* SPDX-License-Identifier: GPL-2.0-or-later */
/* spi.h - SPI controllers; the core sleeps */
#ifndef DMACHECK_TEST_SPI_H
#define DMACHECK_TEST_SPI_H

#include <linux/completion.h>
#include <linux/device.h>
#include <linux/scatterlist.h>

struct spi_device;
struct spi_message;

struct spi_transfer {
	const void *tx_buf;
	void *rx_buf;
	unsigned int len;
	struct sg_table tx_sg;
	struct sg_table rx_sg;
};

struct spi_controller {
	struct device dev;
	struct dma_chan *dma_tx;
	struct dma_chan *dma_rx;
	struct completion xfer_completion;
	int (*transfer_one)(struct spi_controller *ctlr, struct spi_device *spi,
			    struct spi_transfer *transfer);
	void (*handle_err)(struct spi_controller *ctlr, struct spi_message *message);
	int (*target_abort)(struct spi_controller *ctlr);
};

static inline void *spi_controller_get_devdata(struct spi_controller *ctlr)
{
	return dev_get_drvdata(&ctlr->dev);
}

void spi_finalize_current_transfer(struct spi_controller *ctlr);
int devm_spi_register_controller(struct device *dev, struct spi_controller *ctlr);

#endif
