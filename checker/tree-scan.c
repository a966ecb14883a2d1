/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-scan.c - which of very many files name the API
 *
 * Every file of drivers/ and sound/ is read on each run: that takes less time
 * than asking whether an index of them is still right.
 */
#include "checker/tree-internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- walking ---- */

static bool is_c_file(const char *name)
{
	size_t length = strlen(name);

	return length > 2 && !strcmp(name + length - 2, ".c") &&
	       !(length > 6 && !strcmp(name + length - 6, ".mod.c"));
}

static unsigned char entry_type(int fd, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
		return entry->d_type;
	if (fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return DT_UNKNOWN;
	if (!S_ISLNK(st.st_mode))
		return S_ISDIR(st.st_mode) ? DT_DIR : S_ISREG(st.st_mode) ? DT_REG : DT_UNKNOWN;
	/* a link to a file counts, a link to a folder could lead in circles */
	if (fstatat(fd, entry->d_name, &st, 0) < 0 || !S_ISREG(st.st_mode))
		return DT_UNKNOWN;
	return DT_REG;
}

static void walk_folder(const char *root, const char *folder, struct arena *arena,
			struct tree_list *folders, struct tree_list *ret_paths)
{
	struct dirent *entry;
	DIR *stream;
	int fd;

	fd = open(tree_path(arena, "%s/%s", root, folder),
		  O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	stream = fd < 0 ? NULL : fdopendir(fd);
	if (!stream) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((entry = readdir(stream))) {
		bool c_file = is_c_file(entry->d_name);
		unsigned char type;

		if (*entry->d_name == '.' ||
		    (!c_file && entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN))
			continue;
		type = entry_type(fd, entry);
		if (type == DT_DIR)
			tree_list_add(folders, tree_path(arena, "%s%s%s", folder,
							 *folder ? "/" : "", entry->d_name));
		else if (type == DT_REG && c_file)
			tree_list_add(ret_paths, tree_path(arena, "%s%s%s", folder,
							   *folder ? "/" : "", entry->d_name));
	}
	closedir(stream);
}

void tree_scan_walk(const char *root, const char *folder, struct arena *arena,
		    struct tree_list *ret_paths)
{
	struct tree_list folders = { 0 };

	tree_list_add(&folders, folder);
	for (size_t i = 0; i < folders.count; i++)
		walk_folder(root, folders.items[i], arena, &folders, ret_paths);
	tree_list_release(&folders);
}

/* ---- reading ---- */

struct search {
	const char *root;
	const struct tree_list *paths;
	const struct tree_matcher *matcher;
	bool code_only;
	bool keep_unreadable;
	atomic_size_t next;
	bool *found; /* per path, each written by one thread */
};

struct buffer {
	char *data;
	size_t room;
};

/* Like tree_read(), into memory kept from file to file */
static int buffer_read(struct buffer *buffer, int root, const char *path,
		       size_t *ret_size)
{
	int fd = openat(root, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	size_t size = 0;
	ssize_t got;

	if (fd < 0)
		return -errno;
	for (;;) {
		if (buffer->room - size < 2) {
			char *data = realloc(buffer->data, buffer->room * 2);

			if (!data || size > TREE_FILE_LIMIT) {
				buffer->data = data ? data : buffer->data;
				buffer->room *= data ? 2 : 1;
				close(fd);
				return -EFBIG;
			}
			buffer->data = data;
			buffer->room *= 2;
		}
		got = read(fd, buffer->data + size, buffer->room - size - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		size += (size_t)got;
	}
	close(fd);
	if (got < 0)
		return -EIO;
	buffer->data[size] = '\0';
	*ret_size = size;
	return 0;
}

static bool file_matches(const struct search *search, int root,
			 struct buffer *buffer, const char *path)
{
	size_t size = 0, offset = 0;

	if (buffer_read(buffer, root, path, &size) < 0)
		return search->keep_unreadable;
	if (!tree_matcher_next(search->matcher, buffer->data, size, &offset))
		return false;
	return !search->code_only ||
	       tree_names_api(search->matcher, buffer->data, size);
}

static void *search_thread(void *data)
{
	enum { BATCH = 32, FIRST_ROOM = 1 << 20 };
	struct search *search = data;
	struct buffer buffer = { malloc(FIRST_ROOM), FIRST_ROOM };
	int root = open(search->root, O_PATH | O_DIRECTORY | O_CLOEXEC);

	while (buffer.data) {
		size_t start = atomic_fetch_add(&search->next, BATCH);

		if (start >= search->paths->count)
			break;
		for (size_t i = start; i < start + BATCH && i < search->paths->count; i++)
			search->found[i] = file_matches(search, root, &buffer,
							search->paths->items[i]);
	}
	if (root >= 0)
		close(root);
	free(buffer.data);
	return NULL;
}

void tree_scan_naming(const char *root, const struct tree_list *paths,
		      const struct tree_matcher *matcher, bool code_only,
		      bool keep_unreadable, unsigned int jobs,
		      struct tree_list *ret_naming)
{
	enum { THREADS_MAX = 32 };
	struct search search = {
		.root = root, .paths = paths, .matcher = matcher,
		.code_only = code_only, .keep_unreadable = keep_unreadable,
		.found = calloc(paths->count + 1, sizeof(bool)),
	};
	pthread_t threads[THREADS_MAX];
	unsigned int started = 0;

	if (!search.found)
		return;
	while (started + 1 < jobs && started < THREADS_MAX &&
	       !pthread_create(&threads[started], NULL, search_thread, &search))
		started++;
	search_thread(&search);
	while (started)
		pthread_join(threads[--started], NULL);
	for (size_t i = 0; i < paths->count; i++)
		if (search.found[i])
			tree_list_add(ret_naming, paths->items[i]);
	free(search.found);
}

void tree_scan_run(struct tree *tree)
{
	struct tree_scan *scan = &tree->scan;

	pthread_mutex_lock(&scan->lock);
	if (!scan->done) {
		tree_scan_walk(tree->root, "drivers", &scan->arena, &scan->all);
		tree_scan_walk(tree->root, "sound", &scan->arena, &scan->all);
		tree_list_sort(&scan->all);
		tree_scan_naming(tree->root, &scan->all, tree->matcher, true,
				 true, tree->jobs, &scan->naming);
		scan->done = true;
	}
	pthread_mutex_unlock(&scan->lock);
}
