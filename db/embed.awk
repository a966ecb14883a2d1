# SPDX-License-Identifier: GPL-2.0-or-later
#
# embed.awk - turns SQL files into one C file, a string a file
#
# Usage: awk -f embed.awk schema.sql... >steps.c
# The n-th file takes a database from version n-1 to n. Comments stay: SQLite
# keeps those inside a statement, and .schema shows them.

BEGIN {
	print "/* SPDX-License-Identifier: GPL-2.0-or-later */"
	print "/* steps.c - the schema's steps; made by embed.awk, do not edit */"
	print "#include \"db/store.h\"\n"
	print "static const char *const steps[] = {"
}

FNR == 1 && files++ {
	print "\t,"
}

{
	sub(/\r$/, "")
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	printf "\t\"%s\\n\"\n", $0
}

END {
	print "};\n"
	print "const struct store_schema store_schema = {"
	printf "\t.steps = steps,\n\t.version = %d,\n};\n", files
}
