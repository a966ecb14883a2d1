/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json.h - what the writers of JSON share
 *
 * jansson refuses strings that are no UTF-8, and a kernel tree may hold any
 * bytes. These helpers never fail: without memory the program ends with one
 * line and exit status 2, as with an arena.
 */
#ifndef DMACHECK_JSON_H
#define DMACHECK_JSON_H

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

/**
 * text_clean() - a copy in which bytes that are no UTF-8 became U+FFFD
 *
 * Return: owned by the caller, never NULL.
 */
char *text_clean(const char *text);

/** json_object_new(), json_array_new() - empty, owned by the caller */
json_t *json_object_new(void);
json_t *json_array_new(void);

/**
 * json_add() - put @value at the end of @object; keys are printed in this order
 * @value: owned by @object afterwards
 */
void json_add(json_t *object, const char *key, json_t *value);
void json_add_text(json_t *object, const char *key, const char *text);
void json_add_format(json_t *object, const char *key, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void json_add_number(json_t *object, const char *key, size_t number);

/** json_push() - put @value at the end of @array, which owns it afterwards */
void json_push(json_t *array, json_t *value);
void json_push_text(json_t *array, const char *text);

/**
 * json_print() - write a document and its line end
 * @root: released, also on failure
 *
 * Return: 0 or a negative errno.
 */
int json_print(json_t *root, FILE *out);

#endif
