# SPDX-License-Identifier: GPL-2.0-or-later
#
# lint-tables.awk - the built-in tables say no fact twice
#
# Usage: awk -f lint-tables.awk model/tables/*.model
# The parser accepts several rows of one call; the same operation twice, or the
# same row twice, is a slip that only the last writer would notice.

{ sub(/#.*/, "") }

/^[ \t]*$/ { next }

{
	key = $0
	gsub(/[ \t]+/, " ", key)
	sub(/ $/, "", key)
	if ($1 == "ops")
		key = $1 " " $2
	if (key in seen) {
		printf "%s:%d: %s is already said at %s\n", FILENAME, FNR, key, seen[key]
		bad = 1
	}
	seen[key] = FILENAME ":" FNR
}

# A wildcard after an exact row is right, but hides that the row is an exception.
$1 == "ops" {
	split($2, part, ".")
	if (part[2] == "*" && part[1] in exact) {
		printf "%s:%d: put %s before its exceptions\n", FILENAME, FNR, $2
		bad = 1
	}
	if (part[2] != "*")
		exact[part[1]] = 1
}

END { exit bad }
