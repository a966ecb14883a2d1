# SPDX-License-Identifier: GPL-2.0-or-later
#
# embed.awk - turns the canned queries into one C file
#
# Usage: awk -f embed.awk db/query/NAME.sql... >queries.c
# A file begins with comments, which may go on in lines that begin with "--   ":
#   -- question: One sentence?
#   -- argument: NAME KIND[=DEFAULT] what it is     KIND: number, time or text
#   -- column: NAME what it holds
# and holds one SELECT. What is not so ends the build.

BEGIN {
	print "/* SPDX-License-Identifier: GPL-2.0-or-later */"
	print "/* queries.c - the canned queries; made by embed.awk, do not edit */"
	print "#include \"db/query/canned.h\"\n"
	kinds["number"] = "ARGUMENT_NUMBER"
	kinds["time"] = "ARGUMENT_TIME"
	kinds["text"] = "ARGUMENT_TEXT"
}

function wrong(what)
{
	print FILENAME ":" FNR ": " what >"/dev/stderr"
	failed = 1
	exit 1
}

# a C string; @ending stands in it as it is
function quoted(text, ending)
{
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text ending "\""
}

# what follows the first word of a text
function behind(text)
{
	sub(/^[^ ]+ +/, "", text)
	return text
}

# the comment that is complete now
function take(  parts, kind)
{
	if (key == "question")
		question = value
	else if (key == "column") {
		split(value, parts, " ")
		columns = columns "\t{ " quoted(parts[1]) ", " quoted(behind(value)) " },\n"
		column_count++
	} else if (key == "argument") {
		split(value, parts, " ")
		split(parts[2], kind, "=")
		if (!(kind[1] in kinds))
			wrong("no kind of argument: " parts[2])
		arguments = arguments "\t{ " quoted(parts[1]) ", " kinds[kind[1]] ", " \
			(parts[2] ~ /=/ ? quoted(kind[2]) : "NULL") ", " \
			quoted(behind(behind(value))) " },\n"
		argument_count++
	}
	key = ""
}

function finish(  name)
{
	if (!files)
		return
	take()
	if (question == "" || !column_count)
		wrong("a file before has no question or no columns")
	name = symbol
	gsub(/-/, "_", name)
	printf "static const struct column %s_columns[] = {\n%s};\n\n", name, columns
	if (argument_count)
		printf "static const struct argument %s_arguments[] = {\n%s};\n\n", name, arguments
	list = list "\t{ " quoted(symbol) ",\n\t  " quoted(question) ",\n\t  " \
		(argument_count ? name "_arguments, " argument_count : "NULL, 0") ", " \
		name "_columns, " column_count ",\n" sql "\t},\n"
	question = columns = arguments = sql = ""
	column_count = argument_count = 0
}

FNR == 1 {
	finish()
	files++
	symbol = FILENAME
	sub(/.*\//, "", symbol)
	sub(/\.sql$/, "", symbol)
}

/^-- SPDX-/ { next }

/^-- (question|argument|column): / {
	take()
	key = $2
	sub(/:$/, "", key)
	value = $0
	sub(/^-- [a-z]+: */, "", value)
	next
}

/^--   / && key != "" {
	sub(/^-- +/, "")
	value = value " " $0
	next
}

/^--/ { wrong("a comment that is no question, argument or column") }

{
	sql = sql "\t  " quoted($0, "\\n") "\n"
}

END {
	if (failed)
		exit 1
	finish()
	print "const struct canned canned[] = {"
	printf "%s};\n\n", list
	printf "const size_t canned_count = %d;\n", files
}
