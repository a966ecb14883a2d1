/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uri.h - file names as URIs
 *
 * After RFC 3986: every byte but letters, digits, "-._~" and the slash is
 * percent-encoded, whatever the name's encoding. Both never return NULL; the
 * caller owns what they return.
 */
#ifndef DMACHECK_URI_H
#define DMACHECK_URI_H

#include <stdbool.h>

/** uri_relative() - of a relative path */
char *uri_relative(const char *path);
/**
 * uri_file() - file:// and an absolute path
 * @folder: ends with a slash, so that names can be resolved against it
 */
char *uri_file(const char *path, bool folder);

#endif
