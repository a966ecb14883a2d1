/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html-picture.c - timelines, as SVG
 *
 *            0 ms        1 ms        2 ms
 *   thread   1   2                 x             what happened, by thread
 *   channel      [====]   [======]               transfers: submitted, issued, ended
 *   device   [==============]                    mappings, from map to unmap
 *                  [============>                never unmapped
 *
 * Bars that overlap in a lane go to rows of their own.
 */
#include "db/report/html.h"

#include "model/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
	WIDTH = 1000,
	LEFT = 170,		/* where time begins */
	RIGHT = 40,
	ROW = 16,
	BAR = 11,
	ROWS = 60,		/* of a lane */
	TICKS = 5,
	MARK = 13,		/* how far apart marks are at least */
};

/**
 * struct picture - a drawing under construction
 * @y: where the next row goes
 */
struct picture {
	struct report *report;
	const struct timeline *timeline;
	int64_t broken;
	int y;
	FILE *out;
};

static double place(const struct picture *picture, int64_t time)
{
	double from = (double)picture->timeline->from;
	double length = (double)picture->timeline->until - from;
	double at = length > 0 ? ((double)time - from) / length : 0;

	at = at < 0 ? 0 : at > 1 ? 1 : at;
	return LEFT + at * (WIDTH - LEFT - RIGHT);
}

/* Left of the rows; long names are cut, the whole is shown to who points at it. */
static void draw_name(const struct picture *picture, const char *name, int y)
{
	fprintf(picture->out, "<text class=\"lane\" x=\"%d\" y=\"%d\"><title>", LEFT - 8,
		y + BAR);
	html_text(picture->out, name);
	fputs("</title>", picture->out);
	html_text(picture->out, arena_printf(&picture->report->arena, "%.24s%s", name,
					     strlen(name) > 24 ? "..." : ""));
	fputs("</text>\n", picture->out);
}

static void draw_axis(const struct picture *picture, int height)
{
	const struct timeline *timeline = picture->timeline;
	int64_t length = time_between(timeline->from, timeline->until);

	for (int i = 0; i <= TICKS; i++) {
		int64_t time = timeline->from + length / TICKS * i;
		double x = place(picture, time);

		fprintf(picture->out,
			"<path class=\"tick\" d=\"M%.1f 16V%d\"/>"
			"<text class=\"time\" x=\"%.1f\" y=\"11\">%s</text>\n",
			x, height, x, time_word(&picture->report->arena, time));
	}
}

static const char *span_class(const struct picture *picture, const struct span *span)
{
	if (span->kind == SPAN_TRANSFER)
		return span->aborted ? "aborted" : "transfer";
	if (span->number == picture->broken)
		return "broken";
	if (!strcmp(span->direction, "to-device"))
		return "to";
	return strcmp(span->direction, "from-device") ? "both" : "from";
}

static void draw_title(const struct picture *picture, const struct span *span)
{
	struct arena *arena = &picture->report->arena;

	fputs("<title>", picture->out);
	html_text(picture->out, span->kind == SPAN_TRANSFER ?
		  arena_printf(arena, "descriptor %" PRId64 ": %s, %s", span->number,
			       span->direction, plural(arena, span->size, "byte")) :
		  arena_printf(arena, "mapping %" PRId64 ": %s at 0x%" PRIx64 ", %s",
			       span->number, plural(arena, span->size, "byte"),
			       span->address, span->direction));
	fprintf(picture->out, "; from %s", time_word(arena, span->from));
	if (span->until.known)
		fprintf(picture->out, " to %s", time_word(arena, span->until.value));
	else
		fputs(" on, never ended", picture->out);
	fputs("</title>", picture->out);
}

static void draw_span(const struct picture *picture, const struct span *span, int row)
{
	int y = picture->y + row * ROW;
	double x = place(picture, span->from);
	double end = span->until.known ? place(picture, span->until.value) : WIDTH - RIGHT + 8;
	double width = end - x < 2 ? 2 : end - x;

	fprintf(picture->out, "<g class=\"%s\">", span_class(picture, span));
	draw_title(picture, span);
	fprintf(picture->out,
		"<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"%s/>", x, y, width,
		BAR, span->until.known ? "" : " class=\"open\"");
	if (span->kind == SPAN_TRANSFER && span->begun.known)
		fprintf(picture->out, "<path d=\"M%.1f %dv%d\"/>",
			place(picture, span->begun.value), y, BAR);
	fputs("</g>\n", picture->out);
}

/* The first row that is free when a span begins; the last one takes what is left. */
static int row_find(const struct span *span, int64_t *ends, int *rows)
{
	int row = 0;

	while (row < *rows && ends[row] > span->from && row < ROWS - 1)
		row++;
	if (row == *rows)
		++*rows;
	ends[row] = span->until.known ? span->until.value : INT64_MAX;
	return row;
}

/* Return: how many spans, from the first, are of the same lane. */
static size_t draw_lane(struct picture *picture, const struct span *spans, size_t count)
{
	int64_t ends[ROWS];
	int rows = 0;
	size_t i;

	draw_name(picture, spans[0].lane, picture->y);
	for (i = 0; i < count; i++) {
		if (spans[i].kind != spans[0].kind || strcmp(spans[i].lane, spans[0].lane))
			break;
		draw_span(picture, &spans[i], row_find(&spans[i], ends, &rows));
	}
	picture->y += rows * ROW + 6;
	return i;
}

static void draw_mark(const struct picture *picture, const struct mark *mark, double x)
{
	fprintf(picture->out, "<a href=\"#v%zu\" class=\"%s\"><title>", mark->link,
		mark->step ? "step" : "violation");
	html_text(picture->out, mark->label);
	fprintf(picture->out, "; %s</title><circle cx=\"%.1f\" cy=\"%d\" r=\"6\"/>",
		time_word(&picture->report->arena, mark->time), x, picture->y + 6);
	if (mark->step)
		fprintf(picture->out, "<text x=\"%.1f\" y=\"%d\">%zu</text></a>\n", x,
			picture->y + 10, mark->step);
	else
		fprintf(picture->out, "<path d=\"M%.1f %dl6 6m0 -6l-6 6\"/></a>\n", x - 3,
			picture->y + 3);
}

/* One lane for each thread, in the order in which they come up. */
static void draw_marks(struct picture *picture, const struct mark *marks, size_t count)
{
	bool *drawn = memory_array(count, sizeof(*drawn));
	double last;

	for (size_t i = 0; i < count; i++) {
		if (drawn[i])
			continue;
		draw_name(picture, thread_word(&picture->report->arena, &marks[i].thread),
			  picture->y);
		last = 0;
		for (size_t other = i; other < count; other++) {
			double x = place(picture, marks[other].time);

			if (marks[other].thread.number != marks[i].thread.number)
				continue;
			if (x - last < MARK && last - x < MARK)
				x = last + MARK;
			draw_mark(picture, &marks[other], x);
			drawn[other] = true;
			last = x;
		}
		picture->y += ROW + 4;
	}
	free(drawn);
}

void html_picture(struct report *report, const struct timeline *timeline,
		  const struct mark *marks, size_t mark_count, int64_t broken, FILE *out)
{
	struct picture picture = { report, timeline, broken, 24, NULL };
	char *text = NULL;
	size_t size;

	/* how high it is shows in the end, and is said in the beginning */
	picture.out = open_memstream(&text, &size);
	if (!picture.out)
		memory_fail();
	draw_marks(&picture, marks, mark_count);
	for (size_t i = 0; i < timeline->span_count;)
		i += draw_lane(&picture, timeline->spans + i, timeline->span_count - i);
	if (fclose(picture.out))
		memory_fail();
	picture.out = out;
	fprintf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"timeline\">\n",
		WIDTH, picture.y);
	draw_axis(&picture, picture.y);
	fputs(text, out);
	fputs("</svg>\n", out);
	free(text);
}
