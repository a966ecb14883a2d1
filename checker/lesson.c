/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lesson.c - how bad code becomes good code
 *
 * The longest common subsequence by the textbook table: examples are some
 * dozens of lines, and no other program need be there.
 */
#include "checker/lesson.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	LINES_MAX = 1000,
	AROUND = 3, /* equal lines shown on each side of a change */
};

/* struct lines - a file, line by line, with line ends */
struct lines {
	char *rows[LINES_MAX];
	size_t count;
};

/* struct step - one printed line and its mark */
struct step {
	char mark;
	const char *text;
};

static int lines_read(struct lines *lines, const char *folder, const char *name)
{
	char *path, *row = NULL;
	size_t room = 0;
	int code = 0;
	FILE *file;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		return -ENOMEM;
	file = fopen(path, "re");
	free(path);
	if (!file)
		return -errno;
	while (!code && getline(&row, &room, file) > 0) {
		if (lines->count == LINES_MAX) {
			code = -EFBIG;
			break;
		}
		lines->rows[lines->count++] = row;
		row = NULL;
	}
	if (ferror(file))
		code = -EIO;
	free(row);
	fclose(file);
	return code;
}

static void lines_release(struct lines *lines)
{
	while (lines->count)
		free(lines->rows[--lines->count]);
}

/* common[i][j]: how many lines the rests from i and j share; owned by caller */
static unsigned short *common_table(const struct lines *bad,
				    const struct lines *good)
{
	size_t width = good->count + 1;
	unsigned short *common = calloc((bad->count + 1) * width, sizeof(*common));

	for (size_t i = bad->count; common && i-- > 0;) {
		for (size_t j = good->count; j-- > 0;) {
			unsigned short down = common[(i + 1) * width + j];
			unsigned short right = common[i * width + j + 1];

			if (!strcmp(bad->rows[i], good->rows[j]))
				common[i * width + j] =
					common[(i + 1) * width + j + 1] + 1;
			else
				common[i * width + j] = down > right ? down : right;
		}
	}
	return common;
}

static size_t make_steps(const struct lines *bad, const struct lines *good,
			 const unsigned short *common, struct step *steps)
{
	size_t width = good->count + 1, i = 0, j = 0, count = 0;

	while (i < bad->count || j < good->count) {
		bool both = i < bad->count && j < good->count;

		if (both && !strcmp(bad->rows[i], good->rows[j])) {
			steps[count++] = (struct step){ ' ', bad->rows[i] };
			i++;
			j++;
		} else if (j == good->count ||
			   (both && common[(i + 1) * width + j] >=
					    common[i * width + j + 1])) {
			steps[count++] = (struct step){ '-', bad->rows[i++] };
		} else {
			steps[count++] = (struct step){ '+', good->rows[j++] };
		}
	}
	return count;
}

static bool is_near_change(const struct step *steps, size_t count, size_t at)
{
	size_t from = at > AROUND ? at - AROUND : 0;

	for (size_t i = from; i < count && i <= at + AROUND; i++) {
		if (steps[i].mark != ' ')
			return true;
	}
	return false;
}

static void print_steps(const struct step *steps, size_t count, FILE *out)
{
	bool left_out = false;

	for (size_t i = 0; i < count; i++) {
		if (!is_near_change(steps, count, i)) {
			left_out = true;
			continue;
		}
		if (left_out)
			fputs("  ...\n", out);
		left_out = false;
		fprintf(out, "  %c %s%s", steps[i].mark, steps[i].text,
			strchr(steps[i].text, '\n') ? "" : "\n");
	}
}

static int print_difference(const struct lines *bad, const struct lines *good,
			    FILE *out)
{
	unsigned short *common = common_table(bad, good);
	struct step *steps = calloc(bad->count + good->count + 1, sizeof(*steps));
	int code = common && steps ? 0 : -ENOMEM;

	if (!code)
		print_steps(steps, make_steps(bad, good, common, steps), out);
	free(steps);
	free(common);
	return code;
}

int lesson_print(const char *folder, FILE *out)
{
	struct lines *bad = calloc(2, sizeof(*bad));
	struct lines *good = bad ? bad + 1 : NULL;
	int code = -ENOMEM;

	if (bad)
		code = lines_read(bad, folder, "bad.c");
	if (!code)
		code = lines_read(good, folder, "good.c");
	if (!code)
		code = print_difference(bad, good, out);
	if (bad) {
		lines_release(bad);
		lines_release(good);
		free(bad);
	}
	return code == -ENOENT ? 0 : code;
}
