/* SPDX-License-Identifier: GPL-2.0-or-later */
/* host.h - MMC hosts; requests come from the block layer */
#ifndef DMACHECK_TEST_HOST_H
#define DMACHECK_TEST_HOST_H

#include <linux/completion.h>
#include <linux/device.h>
#include <linux/scatterlist.h>

struct mmc_host;
struct mmc_ios;

struct mmc_data {
	unsigned int blksz;
	unsigned int blocks;
	unsigned int flags;
	int error;
	unsigned int bytes_xfered;
	unsigned int sg_len;
	int sg_count;
	struct scatterlist *sg;
	int host_cookie;
};

struct mmc_command {
	u32 opcode;
	int error;
	struct mmc_data *data;
};

struct mmc_request {
	struct mmc_command *cmd;
	struct mmc_data *data;
	void (*done)(struct mmc_request *mrq);
};

struct mmc_host_ops {
	void (*post_req)(struct mmc_host *host, struct mmc_request *req, int err);
	void (*pre_req)(struct mmc_host *host, struct mmc_request *req);
	void (*request)(struct mmc_host *host, struct mmc_request *req);
	int (*request_atomic)(struct mmc_host *host, struct mmc_request *req);
	void (*set_ios)(struct mmc_host *host, struct mmc_ios *ios);
};

struct mmc_host {
	struct device *parent;
	const struct mmc_host_ops *ops;
	unsigned long private[];
};

static inline void *mmc_priv(struct mmc_host *host)
{
	return (void *)host->private;
}

static inline struct device *mmc_dev(struct mmc_host *host)
{
	return host->parent;
}

void mmc_request_done(struct mmc_host *host, struct mmc_request *mrq);
int mmc_add_host(struct mmc_host *host);
void mmc_remove_host(struct mmc_host *host);
void mmc_free_host(struct mmc_host *host);

#endif
