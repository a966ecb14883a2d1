# SPDX-License-Identifier: GPL-2.0-or-later
#
# lint-man.awk - the manual of the grammar has every word of the lists, and no other
#
# Usage: awk -f lint-man.awk model/effects.def model/roles.def \
#	model/returns.def model/contexts.def man/dmacheck-model.5
# In the manual a list opens with the comment .\" list effects (or roles,
# returns, contexts) and ends with .\" end; its words are those behind .B lines.

function base(path)
{
	sub(/^.*\//, "", path)
	sub(/\..*$/, "", path)
	return path
}

FILENAME ~ /\.def$/ {
	if ($0 ~ /^[A-Z]+\([A-Z_0-9]+, *"/) {
		split($0, part, "\"")
		wanted[base(FILENAME) " " part[2]] = 1
	}
	next
}

/^\.\\" list / { list = $3; next }
/^\.\\" end/ { list = ""; next }

list != "" && /^\.B / {
	word = $2
	gsub(/\\-/, "-", word)
	if (!((list " " word) in wanted)) {
		printf "%s:%d: %s is not a word of %s.def\n", FILENAME, FNR, word, list
		bad = 1
	}
	found[list " " word] = 1
}

END {
	for (word in wanted) {
		if (!(word in found)) {
			printf "%s: no entry for %s\n", FILENAME, word
			bad = 1
		}
	}
	exit bad
}
