/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-text.c - growable text, lists of strings, whole files and folders
 */
#include "checker/tree-internal.h"
#include "model/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void *resize(void *memory, size_t size)
{
	memory = realloc(memory, size);
	if (!memory)
		memory_fail();
	return memory;
}

static void text_reserve(struct tree_text *text, size_t more)
{
	if (text->room - text->size > more)
		return;
	text->room = (text->size + more + 1) * 2;
	text->data = resize(text->data, text->room);
}

void tree_text_add(struct tree_text *text, const char *data, size_t size)
{
	text_reserve(text, size);
	if (size)
		memcpy(text->data + text->size, data, size);
	text->size += size;
	text->data[text->size] = '\0';
}

void tree_text_print(struct tree_text *text, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text_reserve(text, (size_t)length);
	va_start(args, format);
	vsnprintf(text->data + text->size, (size_t)length + 1, format, args);
	va_end(args);
	text->size += (size_t)length;
}

void tree_text_release(struct tree_text *text)
{
	free(text->data);
	*text = (struct tree_text){ 0 };
}

void tree_list_add(struct tree_list *list, const char *item)
{
	if (list->count == list->room) {
		list->room = list->room ? list->room * 2 : 16;
		list->items = resize(list->items,
				     list->room * sizeof(*list->items));
	}
	list->items[list->count++] = item;
}

static int compare_items(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void tree_list_sort(struct tree_list *list)
{
	size_t kept = 0;

	if (!list->count)
		return;
	qsort(list->items, list->count, sizeof(*list->items), compare_items);
	for (size_t i = 1; i < list->count; i++)
		if (strcmp(list->items[kept], list->items[i]) != 0)
			list->items[++kept] = list->items[i];
	list->count = kept + 1;
}

bool tree_list_has(const struct tree_list *sorted, const char *item)
{
	return sorted->count &&
	       bsearch(&item, sorted->items, sorted->count,
		       sizeof(*sorted->items), compare_items);
}

void tree_list_release(struct tree_list *list)
{
	free(list->items);
	*list = (struct tree_list){ 0 };
}

int tree_error(int code, char **ret_error, const char *format, ...)
{
	va_list args;
	char *line;

	va_start(args, format);
	if (vasprintf(&line, format, args) < 0)
		line = NULL;
	va_end(args);
	*ret_error = line;
	return code;
}

bool tree_line(const char **at, char *ret_line, size_t room)
{
	size_t length = strcspn(*at, "\n");
	size_t kept = length < room ? length : room - 1;

	if (!**at)
		return false;
	memcpy(ret_line, *at, kept);
	ret_line[kept] = '\0';
	*at += length + ((*at)[length] == '\n');
	return true;
}

static int read_all(int fd, size_t expected, char **ret_text, size_t *ret_size)
{
	size_t room = expected + 1, size = 0;
	char *text = resize(NULL, room);

	for (;;) {
		ssize_t got = read(fd, text + size, room - size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			free(text);
			return -errno;
		}
		size += (size_t)got;
		if (!got)
			break;
		if (size > TREE_FILE_LIMIT) {
			free(text);
			return -EFBIG;
		}
		if (size == room)
			text = resize(text, room *= 2);
	}
	if (size == room)
		text = resize(text, room + 1);
	text[size] = '\0';
	*ret_text = text;
	*ret_size = size;
	return 0;
}

int tree_read(const char *path, char **ret_text, size_t *ret_size)
{
	/* a pipe in the place of a file must not block the run */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), err;
	struct stat stat;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &stat) < 0)
		err = -errno;
	else if (S_ISDIR(stat.st_mode))
		err = -EISDIR;
	else if (!S_ISREG(stat.st_mode))
		err = -EINVAL;
	else if (stat.st_size > TREE_FILE_LIMIT)
		err = -EFBIG;
	else
		err = read_all(fd, (size_t)stat.st_size, ret_text, ret_size);
	close(fd);
	return err;
}

int tree_make_folders(const char *path)
{
	char copy[4096];
	size_t length = strlen(path);

	if (length >= sizeof(copy))
		return -ENAMETOOLONG;
	memcpy(copy, path, length + 1);
	for (char *slash = copy + 1; *slash; slash++) {
		if (*slash != '/')
			continue;
		*slash = '\0';
		if (mkdir(copy, 0777) < 0 && errno != EEXIST)
			return -errno;
		*slash = '/';
	}
	if (mkdir(copy, 0777) < 0 && errno != EEXIST)
		return -errno;
	return 0;
}

static int write_all(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");
	int err = 0;

	if (!file)
		return -errno;
	if (fputs(text, file) == EOF)
		err = -errno;
	if (fclose(file) == EOF && !err)
		err = -errno;
	return err;
}

int tree_write(const char *folder, const char *name, const char *text)
{
	char *path, *slash;
	int err;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		return -ENOMEM;
	slash = strrchr(path, '/');
	*slash = '\0';
	err = tree_make_folders(path);
	*slash = '/';
	if (!err)
		err = write_all(path, text);
	free(path);
	return err;
}

void tree_remove(const char *path)
{
	struct dirent *entry;
	DIR *folder;
	char *below;

	if (!unlink(path) || errno == ENOENT)
		return;
	folder = opendir(path);
	if (!folder)
		return;
	while ((entry = readdir(folder))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		if (asprintf(&below, "%s/%s", path, entry->d_name) < 0)
			break;
		tree_remove(below);
		free(below);
	}
	closedir(folder);
	rmdir(path);
}

bool tree_is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

bool tree_is_file(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}
