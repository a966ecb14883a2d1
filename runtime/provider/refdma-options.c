/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-options.c - the devices there are, and what the user adds
 *
 *	devices=NAME:channels=N,caps=A+B,residue=WORD;...
 *	hold=NAME:N,...
 *
 * A text that makes no sense ends the program: a test that runs on other
 * hardware than it asked for proves nothing.
 */
#include "refdma.h"

#include "runtime/kernel/options.h"
#include "runtime/kernel/report.h"

struct word {
	const char *name;
	unsigned int value;
};

static const struct word caps[] = {
	{ "MEMCPY", DMA_MEMCPY }, { "MEMSET", DMA_MEMSET },
	{ "XOR", DMA_XOR }, { "XOR_VAL", DMA_XOR_VAL },
	{ "PQ", DMA_PQ }, { "PQ_VAL", DMA_PQ_VAL },
	{ "INTERRUPT", DMA_INTERRUPT }, { "INTERLEAVE", DMA_INTERLEAVE },
	{ "SLAVE", DMA_SLAVE }, { "CYCLIC", DMA_CYCLIC },
	{ "PRIVATE", DMA_PRIVATE }, { NULL, 0 }
};

static const struct word residues[] = {
	{ "burst", DMA_RESIDUE_GRANULARITY_BURST },
	{ "segment", DMA_RESIDUE_GRANULARITY_SEGMENT },
	{ "descriptor", DMA_RESIDUE_GRANULARITY_DESCRIPTOR }, { NULL, 0 }
};

/*
 * In the order in which a request without a filter looks at them. The first has
 * what async_tx asks of a channel.
 */
static const char *const builtin =
	"refdma0:channels=8,caps=MEMCPY+MEMSET+XOR+XOR_VAL+PQ+PQ_VAL+INTERRUPT+INTERLEAVE;"
	"refdma1:channels=8,caps=SLAVE+CYCLIC+INTERLEAVE+MEMCPY+PRIVATE,residue=burst;"
	"refdma2:channels=2,caps=SLAVE+CYCLIC+PRIVATE,residue=descriptor";

/* A part of the text, not terminated. */
struct part {
	const char *text;
	size_t length;
};

/* Takes what is before @end, or all, off the front of @rest. */
static struct part part_until(struct part *rest, char end)
{
	const char *found = memchr(rest->text, end, rest->length);
	struct part part = { rest->text, found ? (size_t)(found - rest->text) :
						 rest->length };
	size_t taken = part.length + (found ? 1 : 0);

	rest->text += taken;
	rest->length -= taken;
	return part;
}

static bool part_is(struct part part, const char *word)
{
	return part.length == strlen(word) && !memcmp(part.text, word, part.length);
}

static const struct word *find_word(const struct word *words, struct part part)
{
	while (words->name && !part_is(part, words->name))
		words++;
	return words->name ? words : NULL;
}

/* Return: the number, or -1. */
static int part_number(struct part part, int most)
{
	int number = 0;
	size_t i;

	for (i = 0; i < part.length; i++) {
		if (part.text[i] < '0' || part.text[i] > '9')
			return -1;
		number = number * 10 + part.text[i] - '0';
		if (number > most)
			return -1;
	}
	return part.length ? number : -1;
}

static void bad(const char *option, struct part part, const char *wanted)
{
	report_fatal("%s: \"%.*s\": %s", option, (int)part.length, part.text, wanted);
}

static void parse_caps(struct refdma_spec *spec, struct part list)
{
	while (list.length) {
		struct part part = part_until(&list, '+');
		const struct word *word = find_word(caps, part);

		if (!word) {
			bad("devices", part, "not a capability");
			return;
		}
		dma_cap_set(word->value, spec->caps);
	}
}

static void parse_field(struct refdma_spec *spec, struct part field)
{
	struct part key = part_until(&field, '=');
	const struct word *word;
	int number;

	if (part_is(key, "channels")) {
		number = part_number(field, REFDMA_MAX_CHANNELS);
		if (number < 1)
			bad("devices", field, "channels are 1 to 64");
		spec->channels = number;
	} else if (part_is(key, "caps")) {
		parse_caps(spec, field);
	} else if (part_is(key, "residue")) {
		word = find_word(residues, field);
		if (!word)
			bad("devices", field, "residue is burst, segment or descriptor");
		else
			spec->residue = word->value;
	} else {
		bad("devices", key, "known are channels=, caps= and residue=");
	}
}

/* Clients of a peripheral have their channel for themselves. */
static void complete_spec(struct refdma_spec *spec, struct part text)
{
	if (dma_has_cap(DMA_SLAVE, spec->caps) || dma_has_cap(DMA_CYCLIC, spec->caps))
		dma_cap_set(DMA_PRIVATE, spec->caps);
	if (bitmap_empty(spec->caps.bits, DMA_TX_TYPE_END))
		bad("devices", text, "a device needs caps=");
}

static void parse_device(struct part text, struct refdma_spec *ret_spec)
{
	struct part rest = text;
	struct part name = part_until(&rest, ':');

	memset(ret_spec, 0, sizeof(*ret_spec));
	ret_spec->channels = 1;
	if (!name.length || name.length >= sizeof(ret_spec->name))
		bad("devices", text, "a device has a name of 1 to 31 characters");
	memcpy(ret_spec->name, name.text, name.length);
	while (rest.length)
		parse_field(ret_spec, part_until(&rest, ','));
	complete_spec(ret_spec, text);
}

/* Out of memory leaves the program running, with fewer devices. */
static void add_or_say(const struct refdma_spec *spec, struct part text,
		       int (*add)(const struct refdma_spec *))
{
	int error = add(spec);

	if (error == -EEXIST)
		bad("devices", text, "there is a device of this name already");
	else if (error)
		report_notice("no memory for DMA device %s", spec->name);
}

static void parse_devices(const char *text, int (*add)(const struct refdma_spec *))
{
	struct part rest = { text, strlen(text) };
	struct refdma_spec spec;

	while (rest.length) {
		struct part part = part_until(&rest, ';');

		if (!part.length)
			continue;
		parse_device(part, &spec);
		add_or_say(&spec, part, add);
	}
}

void refdma_options_devices(int (*add)(const struct refdma_spec *spec))
{
	parse_devices(builtin, add);
	if (options.devices)
		parse_devices(options.devices, add);
}

void refdma_options_holds(void (*hold)(const char *device, unsigned int number))
{
	struct part rest = { options.hold, options.hold ? strlen(options.hold) : 0 };

	while (rest.length) {
		struct part part = part_until(&rest, ',');
		struct part number = part;
		struct part device = part_until(&number, ':');
		char name[32] = "";
		int which = part_number(number, REFDMA_MAX_CHANNELS);

		if (device.length >= sizeof(name) || which < 0)
			bad("hold", part, "a channel is NAME:N");
		else
			memcpy(name, device.text, device.length);
		if (!refdma_channel_named(name, which))
			bad("hold", part, "no such channel");
		hold(name, which);
	}
}
