# SPDX-License-Identifier: GPL-2.0-or-later
BEGIN { print "typedef int placeholder;" }
