/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text.c - what reports for people share: places, words, colours
 */
#include "db/print/text.h"

#include <stdlib.h>
#include <unistd.h>

static const char *const paints[] = {
	[PAINT_NONE] = "\033[0m",
	[PAINT_BOLD] = "\033[1m",
	[PAINT_NOTE] = "\033[1;36m",
	[PAINT_WARNING] = "\033[1;35m",
	[PAINT_ERROR] = "\033[1;31m",
};

void text_paint(const struct text *text, enum paint paint)
{
	if (text->color)
		fputs(paints[paint], text->out);
}

/* U+0080 to U+009F, which terminals obey like the first 32. */
static bool is_high_control(const unsigned char *bytes)
{
	return bytes[0] == 0xc2 && bytes[1] >= 0x80 && bytes[1] < 0xa0;
}

void text_safe(const struct text *text, const char *string)
{
	const unsigned char *byte = (const unsigned char *)string;

	for (; *byte; byte++) {
		bool high = is_high_control(byte);

		fputc(*byte < 0x20 || *byte == 0x7f || high ? '?' : *byte,
		      text->out);
		byte += high;
	}
}

void text_place(const struct text *text, const char *file, unsigned int line,
		unsigned int column)
{
	text_paint(text, PAINT_BOLD);
	text_safe(text, file);
	if (line)
		fprintf(text->out, ":%u", line);
	if (line && column)
		fprintf(text->out, ":%u", column);
	fputs(": ", text->out);
	text_paint(text, PAINT_NONE);
}

void text_severity(const struct text *text, enum severity severity)
{
	text_paint(text, severity == SEVERITY_ERROR   ? PAINT_ERROR :
			 severity == SEVERITY_WARNING ? PAINT_WARNING :
							PAINT_NOTE);
	fprintf(text->out, "%s: ", severity_word(severity));
	text_paint(text, PAINT_NONE);
}

bool text_wants_color(const char *path)
{
	return !path && isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
}
