/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uri.c - file names as URIs
 */
#include "db/print/uri.h"
#include "model/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *encode(const char *scheme, const char *path, const char *tail)
{
	const char *plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789-._~/";
	char *uri = malloc(strlen(scheme) + 3 * strlen(path) + strlen(tail) + 1);
	char *end;

	if (!uri)
		memory_fail();
	end = stpcpy(uri, scheme);
	for (; *path; path++) {
		if (strchr(plain, *path))
			*end++ = *path;
		else
			end += sprintf(end, "%%%02X", (unsigned char)*path);
	}
	strcpy(end, tail);
	return uri;
}

char *uri_relative(const char *path)
{
	return encode("", path, "");
}

char *uri_file(const char *path, bool folder)
{
	size_t length = strlen(path);

	if (!folder || (length && path[length - 1] == '/'))
		return encode("file://", path, "");
	return encode("file://", path, "/");
}
