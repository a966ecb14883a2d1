/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * source.c - one parsed translation unit
 *
 *	arm64 with the PCH -> arm with -> x86 with -> arm64 without -> arm without ...
 *
 * Stops at the first parse without an error, else the fewest errors win. A PCH can
 * cause errors: a driver may use a name that a header it did not ask for has taken.
 * A parse without it costs ten times one with it, so it comes last.
 */
#include "checker/source-internal.h"
#include "checker/tree-internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct source_pool *source_pool_new(struct tree *tree, const struct model *model)
{
	struct source_pool *pool = calloc(1, sizeof(*pool));
	const char *const *names;
	size_t count;

	if (!pool)
		return NULL;
	/*
	 * libclang would parse on a thread of its own, with a stack that deeply
	 * nested code overflows: the caller's, which may be larger, shall be used
	 */
	setenv("LIBCLANG_NOTHREADS", "1", 1);
	pool->tree = tree;
	names = model_api_names(model, &count);
	pool->matcher = tree_matcher_new(names, count);
	for (unsigned int i = 0; i < ARCH_COUNT; i++)
		pthread_mutex_init(&pool->pch[i].lock, NULL);
	return pool;
}

void source_pool_free(struct source_pool *pool)
{
	if (!pool)
		return;
	for (unsigned int i = 0; i < ARCH_COUNT; i++)
		pthread_mutex_destroy(&pool->pch[i].lock);
	tree_matcher_free(pool->matcher);
	free(pool);
}

/* ---- attempts ---- */

/** struct attempt - one way to parse the file, and how it went */
struct attempt {
	enum tree_arch arch;
	bool pch;
	CXTranslationUnit unit; /* NULL: not tried, or crashed */
	unsigned int errors;
	bool missing; /* a header was not found */
};

/* What the errors of a parse say besides their number */
struct complaints {
	bool stale;   /* the PCH is older than a header in it */
	bool missing; /* a header was not found: no PCH is to blame for that */
};

static unsigned int count_errors(CXTranslationUnit unit, struct complaints *complaints)
{
	unsigned int errors = 0;

	for (unsigned int i = clang_getNumDiagnostics(unit); i > 0; i--) {
		CXDiagnostic diagnostic = clang_getDiagnostic(unit, i - 1);

		if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
			CXString string = clang_getDiagnosticSpelling(diagnostic);
			const char *text = clang_getCString(string);

			errors++;
			complaints->stale |= strstr(text, "precompiled") != NULL;
			complaints->missing |= strstr(text, "file not found") != NULL;
			clang_disposeString(string);
		}
		clang_disposeDiagnostic(diagnostic);
	}
	return errors;
}

static int attempt_parse(CXIndex index, const char *path, const char *const *args,
			 size_t count, bool conditional, struct attempt *attempt,
			 bool *ret_stale)
{
	unsigned int options = CXTranslationUnit_KeepGoing;
	struct complaints complaints = { 0 };
	enum CXErrorCode code;

	if (conditional)
		options |= CXTranslationUnit_DetailedPreprocessingRecord;
	code = clang_parseTranslationUnit2(index, path, args, (int)count, NULL, 0, options,
					   &attempt->unit);
	if (code != CXError_Success) {
		attempt->unit = NULL;
		/* this is also how an unusable PCH shows itself */
		*ret_stale = attempt->pch && code == CXError_ASTReadError;
		return code == CXError_Crashed ? -EFAULT : -EIO;
	}
	attempt->errors = count_errors(attempt->unit, &complaints);
	attempt->missing = complaints.missing;
	*ret_stale = attempt->pch && complaints.stale;
	return 0;
}

static void attempt_drop(struct attempt *attempt)
{
	if (attempt->unit)
		clang_disposeTranslationUnit(attempt->unit);
	attempt->unit = NULL;
}

/** struct parser - the state of one source_parse() */
struct parser {
	struct source_pool *pool;
	CXIndex index;
	const struct tree_file *file;
	bool conditional; /* names stand inside #if: which branch must be known */
	struct attempt best;
	int err;          /* of the last attempt that gave no unit */
};

/* Keep the better of the best so far and @attempt */
static void parser_keep(struct parser *parser, struct attempt *attempt)
{
	if (!attempt->unit)
		return;
	if (parser->best.unit && parser->best.errors <= attempt->errors) {
		attempt_drop(attempt);
		return;
	}
	attempt_drop(&parser->best);
	parser->best = *attempt;
}

static bool parser_done(const struct parser *parser)
{
	return parser->best.unit && !parser->best.errors;
}

static void try_with_pch(struct parser *parser, enum tree_arch arch, char *const *args,
			 size_t count, bool again)
{
	const char *pch = source_pch_get(parser->pool, arch);
	struct attempt attempt = { .arch = arch, .pch = true };
	const char **pch_args;
	bool stale = false;
	size_t pch_count;

	if (!pch)
		return;
	pch_args = source_pch_args(args, count, pch, &pch_count);
	if (!pch_args)
		return;
	parser->err = attempt_parse(parser->index, parser->file->full, pch_args, pch_count,
				    parser->conditional, &attempt, &stale);
	free(pch_args);
	if (!stale) {
		parser_keep(parser, &attempt);
		return;
	}
	attempt_drop(&attempt);
	source_pch_stale(parser->pool, arch);
	if (again)
		try_with_pch(parser, arch, args, count, false);
}

static void try_without_pch(struct parser *parser, enum tree_arch arch,
			    char *const *args, size_t count)
{
	struct attempt attempt = { .arch = arch };
	bool stale = false;

	parser->err = attempt_parse(parser->index, parser->file->full,
				    (const char *const *)args, count,
				    parser->conditional, &attempt, &stale);
	parser_keep(parser, &attempt);
}

static int try_arch(struct parser *parser, enum tree_arch arch, bool pch,
		    char **ret_error)
{
	size_t count;
	char **args;
	int err;

	err = tree_prepare(parser->pool->tree, arch, ret_error);
	if (err)
		return err;
	err = tree_args(parser->pool->tree, parser->file, arch, &args, &count);
	if (err)
		return tree_error(err, ret_error, "%s", err == -ENOENT ?
				  "no command for it in compile_commands.json" :
				  strerror(-err));
	pch = pch && source_pch_get(parser->pool, arch);
	if (pch)
		try_with_pch(parser, arch, args, count, true);
	else
		try_without_pch(parser, arch, args, count);
	tree_args_free(args);
	return 0;
}

static int try_all(struct parser *parser, char **ret_error)
{
	enum tree_arch arches[ARCH_COUNT];
	size_t count = tree_arches(parser->pool->tree, parser->file, arches);
	int err = 0;

	for (size_t i = 0; i < count && !err && !parser_done(parser); i++)
		err = try_arch(parser, arches[i], true, ret_error);
	if (err || parser_done(parser))
		return err;
	if (parser->best.unit && (!parser->best.pch || parser->best.missing))
		return 0;
	/* not worth more for a file that is only there for its callers */
	if (parser->best.unit && !parser->file->names_api)
		return try_arch(parser, parser->best.arch, false, ret_error);
	for (size_t i = 0; i < count && !err && !parser_done(parser); i++)
		err = try_arch(parser, arches[i], false, ret_error);
	return err;
}

static int parser_run(struct parser *parser, char **ret_error)
{
	int err = try_all(parser, ret_error);

	if (err) {
		attempt_drop(&parser->best);
		return err;
	}
	if (parser->best.unit)
		return 0;
	return tree_error(parser->err, ret_error, "%s", parser->err == -EFAULT ?
			  "the parser crashed on it" : "the parser could not read it");
}

/* ---- what the parser said ---- */

static void take_error(struct source *source, CXDiagnostic diagnostic, CXFile main)
{
	struct source_error *error = &source->errors[source->error_count++];
	CXString text = clang_getDiagnosticSpelling(diagnostic);
	CXString name;
	CXFile file;

	clang_getExpansionLocation(clang_getDiagnosticLocation(diagnostic), &file,
				   &error->line, NULL, &error->offset);
	name = clang_getFileName(file);
	error->file = clang_getCString(name) ?
			      arena_strdup(&source->arena, clang_getCString(name)) : NULL;
	error->in_main = file && main && clang_File_isEqual(file, main);
	error->fatal = clang_getDiagnosticSeverity(diagnostic) == CXDiagnostic_Fatal;
	error->message = arena_strdup(&source->arena, clang_getCString(text));
	clang_disposeString(name);
	clang_disposeString(text);
}

static void take_errors(struct source *source, unsigned int count)
{
	CXFile main = clang_getFile(source->unit, source->file->full);
	unsigned int total = clang_getNumDiagnostics(source->unit);

	source->errors = arena_array(&source->arena, struct source_error, count);
	for (unsigned int i = 0; i < total; i++) {
		CXDiagnostic diagnostic = clang_getDiagnostic(source->unit, i);

		if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error)
			take_error(source, diagnostic, main);
		clang_disposeDiagnostic(diagnostic);
	}
}

static int read_text(const struct tree_file *file, char **ret_text, size_t *ret_size,
		     char **ret_error)
{
	int err = tree_read(file->full, ret_text, ret_size);

	if (err == -EFBIG)
		return tree_error(err, ret_error, "larger than %d MiB",
				  TREE_FILE_LIMIT / (1024 * 1024));
	if (err)
		return tree_error(err, ret_error, "cannot be read: %s", err == -EINVAL ?
				  "not an ordinary file" : strerror(-err));
	if (!memchr(*ret_text, '\0', *ret_size))
		return 0;
	free(*ret_text);
	return tree_error(-EINVAL, ret_error, "not C text: it holds NUL bytes");
}

struct source_index *source_index_new(void)
{
	return clang_createIndex(1, 0);
}

void source_index_free(struct source_index *index)
{
	clang_disposeIndex(index);
}

int source_parse(struct source_pool *pool, struct source_index *index,
		 const struct tree_file *file, struct source *ret_source,
		 char **ret_error)
{
	struct parser parser = { .pool = pool, .index = index, .file = file };
	struct source source = { .file = file };
	int err;

	err = read_text(file, &source.text, &source.size, ret_error);
	if (err)
		return err;
	arena_init(&source.arena);
	source_mentions(&source, pool->matcher, &parser.conditional);
	err = parser_run(&parser, ret_error);
	if (err) {
		arena_release(&source.arena);
		free(source.text);
		return err;
	}
	source.unit = parser.best.unit;
	source.arch = parser.best.arch;
	source.used_pch = parser.best.pch;
	take_errors(&source, parser.best.errors);
	if (parser.conditional)
		source_mark_inactive(&source);
	*ret_source = source;
	return 0;
}

void source_release(struct source *source)
{
	if (source->unit)
		clang_disposeTranslationUnit(source->unit);
	free(source->text);
	arena_release(&source->arena);
	*source = (struct source){ 0 };
}

void source_dump(const struct source *source, FILE *out)
{
	static const char *const kinds[] = {
		[MENTION_CODE] = "code", [MENTION_COMMENT] = "comment",
		[MENTION_STRING] = "string", [MENTION_MACRO] = "macro",
		[MENTION_INACTIVE] = "inactive",
	};

	fprintf(out, "source %s\n", source->file->path);
	fprintf(out, "  module %s%s%s\n", source->file->module,
		source->file->requested ? ", requested" : "",
		source->file->names_api ? ", names the API" : "");
	fprintf(out, "  arch %s, errors %zu\n", tree_arch_name(source->arch),
		source->error_count);
	for (size_t i = 0; i < source->error_count; i++)
		fprintf(out, "  error %s:%u: %s\n",
			source->errors[i].in_main ? source->file->path :
			source->errors[i].file ? source->errors[i].file : "(none)",
			source->errors[i].line, source->errors[i].message);
	for (size_t i = 0; i < source->mention_count; i++)
		fprintf(out, "  mention %u: %s%s %s\n", source->mentions[i].line,
			source->mentions[i].name, source->mentions[i].call ? "()" : "",
			kinds[source->mentions[i].kind]);
}
