/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parse.c - the text of a model, line by line, into rows
 *
 * Strict on purpose: a misspelt word in a model silently loses findings, so
 * anything that is not understood ends the parse with its line.
 */
#include "model/row.h"

#include "model/intern.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARG_MAX_NUMBER = 15, WORDS_MAX = 32 };

/** struct token - a word of the line, not terminated */
struct token {
	const char *text;
	size_t length;
};

/**
 * struct line - the line being parsed
 * @words: its tokens, comment and line end taken off
 * @next_arg: number of the next positional arg=
 */
struct line {
	struct arena *arena;
	const char *file;
	unsigned int number;
	struct token words[WORDS_MAX];
	size_t count;
	int next_arg;
	char *error;
};

__attribute__((format(printf, 2, 3)))
static int line_fail(struct line *line, const char *format, ...)
{
	char *message;
	va_list args;
	int length;

	va_start(args, format);
	length = vasprintf(&message, format, args);
	va_end(args);
	if (length < 0)
		return -ENOMEM;
	length = asprintf(&line->error, "%s:%u: %s", line->file, line->number,
			  message);
	free(message);
	if (length < 0) {
		line->error = NULL;
		return -ENOMEM;
	}
	return -EINVAL;
}

static bool token_is(struct token token, const char *word)
{
	return strlen(word) == token.length &&
	       memcmp(word, token.text, token.length) == 0;
}

/* A word of the user's for a message: short, and printable whatever it holds. */
static const char *token_show(struct line *line, struct token token)
{
	size_t length = token.length < 60 ? token.length : 60;
	char *text = arena_alloc(line->arena, length + 1);

	memcpy(text, token.text, length);
	for (char *c = text; *c; c++)
		if (*c < ' ' || *c > '~')
			*c = '?';
	return text;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_word_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_identifier(struct token token)
{
	if (!token.length || !is_word_start(token.text[0]))
		return false;
	for (size_t i = 1; i < token.length; i++)
		if (!is_word_start(token.text[i]) && !is_digit(token.text[i]))
			return false;
	return true;
}

static bool token_split(struct token token, char at, struct token *ret_left,
			struct token *ret_right)
{
	const char *found = memchr(token.text, at, token.length);

	if (!found)
		return false;
	ret_left->text = token.text;
	ret_left->length = (size_t)(found - token.text);
	ret_right->text = found + 1;
	ret_right->length = token.length - ret_left->length - 1;
	return true;
}

static int parse_field(struct line *line, struct token token, bool star,
		       struct model_field *ret_field)
{
	struct token record, field;

	if (!token_split(token, '.', &record, &field) ||
	    !is_identifier(record) ||
	    (!is_identifier(field) && !(star && token_is(field, "*"))))
		return line_fail(line, "'%s' is not %s",
				 token_show(line, token),
				 star ? "STRUCT.FIELD or STRUCT.*" : "STRUCT.FIELD");
	ret_field->record = intern_range(record.text, record.length);
	ret_field->field = intern_range(field.text, field.length);
	return 0;
}

/* The name of a function, or STRUCT.FIELD for a call through an operation. */
static int parse_name(struct line *line, struct token token, bool dotted,
		      const char **ret_name)
{
	struct model_field field;

	if (dotted && memchr(token.text, '.', token.length)) {
		if (parse_field(line, token, false, &field))
			return -EINVAL;
	} else if (!is_identifier(token)) {
		return line_fail(line, "'%s' is not the name of a function",
				 token_show(line, token));
	}
	*ret_name = intern_range(token.text, token.length);
	return 0;
}

static int parse_number(struct line *line, struct token token, int *ret_number)
{
	int number = 0;

	if (!token.length || token.length > 2)
		goto bad;
	for (size_t i = 0; i < token.length; i++) {
		if (!is_digit(token.text[i]))
			goto bad;
		number = number * 10 + (token.text[i] - '0');
	}
	if (number > ARG_MAX_NUMBER)
		goto bad;
	*ret_number = number;
	return 0;
bad:
	return line_fail(line, "'%s' is not an argument number (0 to %d)",
			 token_show(line, token), ARG_MAX_NUMBER);
}

static const char *effect_at(int i)
{
	return effect_word((enum effect)i);
}

static const char *role_at(int i)
{
	return role_word((enum role)i);
}

static const char *returns_at(int i)
{
	return returns_word((enum returns)i);
}

static const char *context_at(int i)
{
	return context_word((enum context_kind)i);
}

static int parse_word(struct line *line, struct token token,
		      const char *(*word_at)(int), int count, int *ret_index)
{
	const char *list = "";

	for (int i = 0; i < count; i++) {
		if (token_is(token, word_at(i))) {
			*ret_index = i;
			return 0;
		}
	}
	for (int i = 0; i < count; i++)
		list = arena_printf(line->arena, "%s%s%s", list, i ? ", " : "",
				    word_at(i));
	return line_fail(line, "unknown word '%s' (expected one of %s)",
			 token_show(line, token), list);
}

static int parse_context(struct line *line, struct token token,
			 enum context_kind *ret_context)
{
	int index;

	if (parse_word(line, token, context_at, CONTEXT_COUNT, &index))
		return -EINVAL;
	*ret_context = (enum context_kind)index;
	return 0;
}

static int unknown_word(struct line *line, struct token token,
			const char *expected)
{
	return line_fail(line, "unknown word '%s' (expected %s)",
			 token_show(line, token), expected);
}

/* "0", "arg0", or "arg" for the next one; 1 if the key names no argument. */
static int parse_arg_key(struct line *line, struct token key, int *ret_arg)
{
	if (token_is(key, "arg")) {
		if (line->next_arg > ARG_MAX_NUMBER)
			return line_fail(line, "more than %d arguments",
					 ARG_MAX_NUMBER + 1);
		*ret_arg = line->next_arg++;
		return 0;
	}
	if (key.length > 3 && memcmp(key.text, "arg", 3) == 0) {
		key.text += 3;
		key.length -= 3;
	}
	if (!key.length || !is_digit(key.text[0]))
		return 1;
	return parse_number(line, key, ret_arg);
}

static int parse_role(struct line *line, int arg, struct token value,
		      struct model_call *call)
{
	int role;

	if (token_is(value, "-"))
		return 0;
	if (parse_word(line, value, role_at, ROLE_COUNT, &role))
		return -EINVAL;
	if (call->role_arg[role] >= 0)
		return line_fail(line, "role '%s' is given twice", role_at(role));
	call->role_arg[role] = (int8_t)arg;
	return 0;
}

static int parse_call_lock(struct line *line, struct token value,
			   struct model_call *call)
{
	if (call->effect != EFFECT_LOCK && call->effect != EFFECT_UNLOCK)
		return line_fail(line, "lock= without the effect lock or unlock");
	if (token_is(value, "spin"))
		call->lock_class = LOCK_SPIN;
	else if (token_is(value, "mutex"))
		call->lock_class = LOCK_MUTEX;
	else if (!memchr(value.text, '.', value.length))
		return unknown_word(line, value, "spin, mutex or STRUCT.FIELD");
	else if (call->lock.record)
		return line_fail(line, "lock=STRUCT.FIELD is given twice");
	else
		return parse_field(line, value, false, &call->lock);
	return 0;
}

static int parse_call_memory(struct line *line, struct token value,
			     struct model_call *call)
{
	if (call->effect != EFFECT_FREE && call->effect != EFFECT_UNMAP &&
	    call->effect != EFFECT_GIVE_BACK)
		return line_fail(line, "memory= without the effect free, unmap or give-back");
	if (call->memory.record)
		return line_fail(line, "memory= is given twice");
	return parse_field(line, value, false, &call->memory);
}

static int parse_call_key(struct line *line, struct token word,
			  struct model_call *call)
{
	struct token key, value;
	int arg, ret, index;

	if (!token_split(word, '=', &key, &value))
		return unknown_word(line, word,
				    "N=ROLE, returns=, lock=, memory=, sleeps, may-sleep or opaque");
	if (token_is(key, "returns")) {
		if (parse_word(line, value, returns_at, RETURNS_COUNT, &index))
			return -EINVAL;
		call->returns = (enum returns)index;
		return 0;
	}
	if (token_is(key, "lock"))
		return parse_call_lock(line, value, call);
	if (token_is(key, "memory"))
		return parse_call_memory(line, value, call);
	ret = parse_arg_key(line, key, &arg);
	if (ret == 1)
		return unknown_word(line, key, "N, argN, arg, returns, lock or memory");
	return ret ? ret : parse_role(line, arg, value, call);
}

static int parse_call_word(struct line *line, struct token word,
			   struct model_call *call)
{
	if (token_is(word, "sleeps"))
		call->sleeps = true;
	else if (token_is(word, "may-sleep"))
		call->may_sleep = true;
	else if (token_is(word, "opaque"))
		call->opaque = true;
	else
		return parse_call_key(line, word, call);
	return 0;
}

static bool call_has(const struct model_call *call, enum role role)
{
	return call->role_arg[role] >= 0;
}

/* What an effect cannot do without: a row that lacks it would mean nothing. */
static int check_call(struct line *line, const struct model_call *call)
{
	switch (call->effect) {
	case EFFECT_LOCK:
	case EFFECT_UNLOCK:
		if (!call_has(call, ROLE_LOCK))
			return line_fail(line, "'%s' needs N=lock",
					 effect_word(call->effect));
		return 0;
	case EFFECT_FREE:
	case EFFECT_UNMAP:
	case EFFECT_GIVE_BACK:
		if (!call_has(call, ROLE_MEM) && !call_has(call, ROLE_ADDR))
			return line_fail(line, "'%s' needs N=mem or N=addr",
					 effect_word(call->effect));
		return 0;
	default:
		return 0;
	}
}

static void call_init(struct model_call *call)
{
	call->returns = RETURNS_ANY;
	memset(call->role_arg, -1, sizeof(call->role_arg));
}

/* call NAME EFFECT ... */
static int parse_call(struct line *line, struct row *row)
{
	struct model_call *call = &row->call;
	int effect, ret;

	call_init(call);
	if (line->count < 3)
		return line_fail(line, "expected 'call NAME EFFECT ...'");
	if (parse_name(line, line->words[1], true, &call->name) ||
	    parse_word(line, line->words[2], effect_at, EFFECT_COUNT, &effect))
		return -EINVAL;
	call->effect = (enum effect)effect;
	if (effect == EFFECT_LOCK || effect == EFFECT_UNLOCK)
		call->lock_class = LOCK_SPIN;
	for (size_t i = 3; i < line->count; i++) {
		ret = parse_call_word(line, line->words[i], call);
		if (ret)
			return ret;
	}
	return check_call(line, call);
}

/* free CALL arg=N [memory=STRUCT.FIELD] */
static int parse_free(struct line *line, struct row *row)
{
	struct model_call *call = &row->call;
	struct token key, value;
	int arg;

	call_init(call);
	call->effect = EFFECT_FREE;
	call->returns = RETURNS_VOID;
	if (line->count < 3 || line->count > 4 ||
	    !token_split(line->words[2], '=', &key, &value) ||
	    !token_is(key, "arg"))
		return line_fail(line, "expected 'free CALL arg=N [memory=STRUCT.FIELD]'");
	if (parse_name(line, line->words[1], true, &call->name) ||
	    parse_number(line, value, &arg))
		return -EINVAL;
	call->role_arg[ROLE_MEM] = (int8_t)arg;
	if (line->count == 3)
		return 0;
	if (!token_split(line->words[3], '=', &key, &value) ||
	    !token_is(key, "memory"))
		return unknown_word(line, line->words[3], "memory=STRUCT.FIELD");
	return parse_call_memory(line, value, call);
}

/* ops STRUCT.FIELD CONTEXT [lock=STRUCT.FIELD]... */
static int parse_op(struct line *line, struct row *row)
{
	struct model_op *op = &row->op;
	struct token key, value;
	size_t locks = 0;

	if (line->count < 3)
		return line_fail(line, "expected 'ops STRUCT.FIELD CONTEXT [lock=STRUCT.FIELD]...'");
	if (parse_field(line, line->words[1], true, &op->op) ||
	    parse_context(line, line->words[2], &op->context))
		return -EINVAL;
	for (size_t i = 3; i < line->count; i++) {
		if (!token_split(line->words[i], '=', &key, &value) ||
		    !token_is(key, "lock"))
			return unknown_word(line, line->words[i],
					    "lock=STRUCT.FIELD");
		if (locks == MODEL_OP_LOCKS)
			return line_fail(line, "more than %d locks",
					 MODEL_OP_LOCKS);
		if (parse_field(line, value, false, &op->lock[locks++]))
			return -EINVAL;
	}
	return 0;
}

/* register CALL arg=N CONTEXT [data=N] */
static int parse_register(struct line *line, struct row *row)
{
	struct model_register *reg = &row->reg;
	struct token key, value;

	reg->data = -1;
	if (line->count < 4 || line->count > 5 ||
	    !token_split(line->words[2], '=', &key, &value) ||
	    !token_is(key, "arg"))
		return line_fail(line, "expected 'register CALL arg=N CONTEXT [data=N]'");
	if (parse_name(line, line->words[1], true, &reg->name) ||
	    parse_number(line, value, &reg->arg) ||
	    parse_context(line, line->words[3], &reg->context))
		return -EINVAL;
	if (line->count == 4)
		return 0;
	if (!token_split(line->words[4], '=', &key, &value) ||
	    !token_is(key, "data"))
		return unknown_word(line, line->words[4], "data=N");
	return parse_number(line, value, &reg->data);
}

/* pair STRUCT.FIELD STRUCT.FIELD */
static int parse_pair(struct line *line, struct row *row)
{
	if (line->count != 3)
		return line_fail(line, "expected 'pair STRUCT.FIELD STRUCT.FIELD'");
	if (parse_field(line, line->words[1], false, &row->pair.acquire))
		return -EINVAL;
	return parse_field(line, line->words[2], false, &row->pair.release);
}

static const struct {
	const char *word;
	enum row_kind kind;
	int (*parse)(struct line *line, struct row *row);
} kinds[] = {
	{ "call",     ROW_CALL,     parse_call },
	{ "ops",      ROW_OP,       parse_op },
	{ "register", ROW_REGISTER, parse_register },
	{ "free",     ROW_CALL,     parse_free },
	{ "pair",     ROW_PAIR,     parse_pair },
};

static int parse_row(struct line *line, struct row *row)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (token_is(line->words[0], kinds[i].word)) {
			row->kind = kinds[i].kind;
			return kinds[i].parse(line, row);
		}
	}
	return unknown_word(line, line->words[0],
			    "call, ops, register, free or pair");
}

/* Cuts a line into words; a '#' that opens a word begins a comment. */
static int split_line(struct line *line, const char *text, const char *end)
{
	line->count = 0;
	line->next_arg = 0;
	if (end > text && end[-1] == '\r')
		end--;
	for (;;) {
		const char *start;

		while (text < end && is_blank(*text))
			text++;
		if (text == end || *text == '#')
			return 0;
		start = text;
		while (text < end && !is_blank(*text))
			text++;
		if (line->count == WORDS_MAX)
			return line_fail(line, "more than %d words", WORDS_MAX);
		line->words[line->count].text = start;
		line->words[line->count++].length = (size_t)(text - start);
	}
}

int row_parse_text(struct arena *arena, const char *name, const char *text,
		   struct row **ret_rows, char **ret_error)
{
	struct line line = { .arena = arena, .file = name };
	struct row *first = NULL, **tail = &first;
	int ret = 0;

	while (*text && !ret) {
		const char *end = text + strcspn(text, "\n");

		line.number++;
		ret = split_line(&line, text, end);
		if (!ret && line.count) {
			*tail = arena_new(arena, struct row);
			ret = parse_row(&line, *tail);
			tail = &(*tail)->next;
		}
		text = *end ? end + 1 : end;
	}
	if (ret) {
		*ret_error = line.error;
		return line.error ? -EINVAL : -ENOMEM;
	}
	*ret_rows = first;
	return 0;
}
