# SPDX-License-Identifier: GPL-2.0-or-later
#
# embed.awk - turns model/tables/*.model into one C file
#
# Usage: awk -f embed.awk FILE.model... >tables.c
# Comments go, line ends stay, so that a message still names the right line.

function base(path)
{
	sub(/^.*\//, "", path)
	return path
}

BEGIN {
	print "/* SPDX-License-Identifier: GPL-2.0-or-later */"
	print "/* tables.c - the built-in model; made by embed.awk, do not edit */"
	print "#include \"model/row.h\"\n"
	print "const struct model_text model_texts[] = {"
}

FNR == 1 {
	if (files++)
		print "\t},"
	printf "\t{ \"%s\",\n", base(FILENAME)
}

{
	sub(/\r$/, "")
	sub(/[ \t]*#.*$/, "")
	gsub(/[ \t]+/, " ")
	if (/[\\"]/) {
		printf "%s:%d: no word has a quote or backslash\n", FILENAME, FNR >"/dev/stderr"
		exit 1
	}
	printf "\t  \"%s\\n\"\n", $0
}

END {
	if (files)
		print "\t},"
	print "};\n"
	printf "const size_t model_text_count = %d;\n", files
}
