# SPDX-License-Identifier: GPL-2.0-or-later
# table.awk - which test proves which statement of the source documents
#
#	awk -f table.awk -v builddir=DIR statements.tsv TEST...
#
# A test names what it proves in a line "proves: T1 T2"; how it went is in its .trs
# file of the build. Exit 1 if a statement has no passing test, or a failing one.

FNR == 1 { file++ }

file == 1 {
	if ($0 ~ /^#/ || $0 == "")
		next
	split($0, column, "\t")
	ids[++count] = column[1]
	text[column[1]] = column[2]
	next
}

FNR == 1 {
	verdict = result_of(FILENAME)
	name = FILENAME
	sub(/^tests\//, "", name)
}

/proves:/ {
	sub(/.*proves:/, "")
	sub(/\*\/.*/, "")
	n = split($0, named, /[ ,]+/)
	for (i = 1; i <= n; i++) {
		id = named[i]
		if (id == "")
			continue
		if (!(id in text)) {
			printf "%s: proves %s, which is no statement\n", FILENAME, id
			bad = 1
			continue
		}
		tests[id] = tests[id] " " name
		if (verdict == "PASS")
			passed[id] = 1
		else
			failed[id] = 1
	}
}

function result_of(path, trs, line, result)
{
	trs = path
	sub(/\.[a-z]+$/, ".trs", trs)
	trs = builddir "/" trs
	result = "NOT RUN"
	while ((getline line < trs) > 0) {
		if (sub(/^:global-test-result: /, "", line))
			result = line
	}
	close(trs)
	return result
}

END {
	for (i = 1; i <= count; i++) {
		id = ids[i]
		word = id in failed ? "failed" : id in passed ? "passed" : "missing"
		if (word != "passed")
			bad = 1
		tally[word]++
		printf "%-4s %-8s %s\n", id, word, text[id]
		if (tests[id])
			printf "%13s %s\n", "", substr(tests[id], 2)
	}
	printf "%d statements: %d passed, %d failed, %d missing\n",
		count, tally["passed"], tally["failed"], tally["missing"]
	exit bad
}
