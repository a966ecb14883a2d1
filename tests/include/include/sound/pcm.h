/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pcm.h - ALSA PCM; trigger is atomic, the rest sleeps */
#ifndef DMACHECK_TEST_PCM_H
#define DMACHECK_TEST_PCM_H

#include <linux/device.h>

struct snd_pcm_runtime {
	void *private_data;
};

struct snd_pcm_substream {
	struct snd_pcm_runtime *runtime;
	void *private_data;
};

struct snd_pcm_hw_params;
typedef unsigned long snd_pcm_uframes_t;

struct snd_pcm_ops {
	int (*open)(struct snd_pcm_substream *substream);
	int (*close)(struct snd_pcm_substream *substream);
	int (*hw_params)(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params);
	int (*hw_free)(struct snd_pcm_substream *substream);
	int (*prepare)(struct snd_pcm_substream *substream);
	int (*trigger)(struct snd_pcm_substream *substream, int cmd);
	int (*sync_stop)(struct snd_pcm_substream *substream);
	snd_pcm_uframes_t (*pointer)(struct snd_pcm_substream *substream);
};

#define SNDRV_PCM_TRIGGER_STOP 0
#define SNDRV_PCM_TRIGGER_START 1

void snd_pcm_period_elapsed(struct snd_pcm_substream *substream);

#endif
