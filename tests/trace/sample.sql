-- SPDX-License-Identifier: GPL-2.0-or-later
-- sample.sql - a database with everything awkward in it, for the tests of its readers
--
-- Run 1 is of lint. Run 2 is a driver that unmaps too early, touches a mapped byte
-- and forgets a mapping; runs 3 and 4 are the same with a call that failed; run 4
-- crashed and lost records; run 5 was cut short and has hostile names.

INSERT INTO run VALUES
  (1, '2025-01-31T11:00:00Z', 'dmacheck lint drivers/spi', 'lint', '0.1', NULL, NULL, 1, 4, 1),
  (2, '2025-01-31T12:00:00Z', './spi-test ''rate=1 2''', 'run', '0.1', 1, NULL, 0, 40, 0),
  (3, '2025-01-31T12:00:01Z', './spi-test ''rate=1 2''', 'run', '0.1', 1, 3, 0, 38, 0),
  (4, '2025-01-31T12:00:02Z', './spi-test ''rate=1 2''', 'run', '0.1', 1, 7, 139, 12, 120),
  (5, '2025-01-31T12:00:03Z', './evil', 'run', '0.1', NULL, NULL, NULL, 3, 0);
INSERT INTO lint VALUES (1, '/src/linux', '6.12.1', 5, 4, 'medium', 0, 0);
INSERT INTO finding VALUES (1, 1, 'sync-in-atomic', 'high', 'error', 'drivers/spi/spi.c', 12, 2, 'stop',
  'rx is synchronized under a spinlock', '0123456789abcdef0123456789abcdef', NULL, NULL, NULL);
INSERT INTO note VALUES (1, 1, 'drivers/spi/spi.c', 10, 2, 'stop', 'the lock is taken here');
INSERT INTO figure VALUES (1, 'functions', 120);
INSERT INTO failure VALUES (1, 'drivers/spi/broken.c', NULL, '3 errors of the parser');

INSERT INTO trace (run, identity, folder, schedule, pfn_kind, cpu_access, ended, duration, timeout, begun, damaged, untraced, engine, fault_kind) VALUES
  (2, '2a', '/src/spi', 'weakest', 'virtual', 'byte', '2025-01-31T12:00:01Z', 1000000, 0, 40, 0, 0, 1, NULL),
  (3, '3a', '/src/spi', 'weakest', 'virtual', 'byte', '2025-01-31T12:00:02Z', 820000, 0, 38, 0, 0, 1, 'prep'),
  (4, '4a', '/src/spi', 'weakest', 'virtual', 'byte', '2025-01-31T12:00:03Z', 2000, 1, 13, 0, 1, 1, 'map'),
  (5, '5a', '/src/evil', 'random', 'real', 'off', NULL, 1000, 0, 5, 2, 0, 0, NULL);

INSERT INTO untraced VALUES (4, '/sbin/ldconfig', 'static', 1);
INSERT INTO overlap VALUES (2, 1, 3, 93824992233472, 64);

INSERT INTO process VALUES (2, 1, 0, 1, 1000);
INSERT INTO thread VALUES
  (2, 1, 1, 1000, 'spi-test'),
  (2, 2, 1, 1001, 'refdma1-irq');
INSERT INTO image VALUES (2, 1, 4194304, 4259840, 0, 'abcd', '/src/spi/spi-test');
INSERT INTO frame VALUES
  (1, 2, 'dma_map_single_attrs', 'runtime/mapping/stream.c', 31, '/lib/libdmacheck-kernel.so', 291, 1),
  (2, 2, 'start', 'spi.c', 21, '/src/spi/spi-test', 4660, 0),
  (3, 2, 'probe', 'spi.c', 55, '/src/spi/spi-test', 4700, 0),
  (4, 2, 'main', 'runtime/module/main.c', 80, '/src/spi/spi-test', 5000, 1),
  (5, 2, 'dma_unmap_single_attrs', 'runtime/mapping/stream.c', 61, '/lib/libdmacheck-kernel.so', 400, 1),
  (6, 2, 'stop', 'spi.c', 42, '/src/spi/spi-test', 4800, 0),
  (7, 2, 'remove', 'spi.c', 60, '/src/spi/spi-test', 4900, 0),
  (8, 2, 'start', 'spi.c', 25, '/src/spi/spi-test', 4680, 0),
  (9, 2, 'refdma_move', 'runtime/provider/refdma-move.c', 70, '/lib/libdmacheck-engine.so', 700, 1),
  (10, 2, 'rx_done', 'spi.c', 33, '/src/spi/spi-test', 4740, 0),
  (11, 2, '', '', 0, '/usr/lib/vendor.so', 4660, 0),
  (12, 2, 'prepare', 'spi.c', 18, '/src/spi/spi-test', 4640, 0);
-- 1: start maps; 2: stop unmaps; 3: start submits; 4: a library; 5: the device; 6: the callback; 7: prepare maps
INSERT INTO stack VALUES
  (2, 1, 0, 1), (2, 1, 1, 2), (2, 1, 2, 3), (2, 1, 3, 4),
  (2, 2, 0, 5), (2, 2, 1, 6), (2, 2, 2, 7), (2, 2, 3, 4),
  (2, 3, 0, 8), (2, 3, 1, 3), (2, 3, 2, 4),
  (2, 4, 0, 11),
  (2, 5, 0, 9),
  (2, 6, 0, 10),
  (2, 7, 0, 1), (2, 7, 1, 12), (2, 7, 2, 3), (2, 7, 3, 4);

INSERT INTO device VALUES (2, 1, 139637976727552, 'refdma1'), (2, 2, 139637976728576, '');
INSERT INTO channel VALUES (2, 1, 1, 'dma1chan0', 1000, NULL, 1, 3);
INSERT INTO mapping VALUES
  (2, 1, 1, 'single', 93824992231424, 4294967296, 22906492244, 'virtual', 4096, 'from-device', 2000, 1, 812345, 1, 1, 2),
  (2, 2, 1, 'single', 93824992235520, 4294971392, 22906492245, 'virtual', 256, 'to-device', 3000, 1, NULL, NULL, 7, NULL),
  (2, 3, 2, 'sg', 93824992233472, 4294975488, 22906492244, 'virtual', 64, 'bidirectional', 2500, 1, 700000, 1, 7, 2),
  (2, 4, 1, 'coherent', 93824992300000, 4294979584, 22906492260, 'virtual', 512, 'bidirectional', 900000, 1, 910000, 1, 7, 2);
INSERT INTO descriptor VALUES
  (2, 1, 1, 2, 'slave', 4096, 4000, 5000, 6000, NULL, 800000, NULL),
  (2, 2, 1, 3, 'slave', 256, 820000, 821000, 822000, 850000, NULL, 851000);

INSERT INTO event_kind VALUES (7, 'fault'), (11, 'channel-request'), (12, 'channel-config'), (14, 'prep'), (16, 'submit'), (17, 'issue'),
  (21, 'terminate'), (24, 'complete'), (25, 'callback-begin'), (26, 'callback-end'), (28, 'map'), (30, 'unmap'),
  (32, 'sync-for-cpu'), (36, 'device-read'), (37, 'device-write'), (38, 'cpu-read'), (39, 'cpu-write'), (40, 'alloc'), (41, 'free'),
  (46, 'lock'), (47, 'unlock'), (59, 'exec'), (61, 'crash'), (62, 'lost');
INSERT INTO event (run, number, time, thread, kind, type, direction, flags, device, channel, object, address, dma_address, size, value, name, stack) VALUES
  (2, 1, 1000, 1, 11, 0, 0, 0, 139637976727552, 255, NULL, NULL, NULL, NULL, 0, 'dma1chan0', 3),
  (2, 2, 1500, 1, 12, 0, 2, 0, NULL, 255, NULL, NULL, 1, NULL, 0, NULL, 3),
  (2, 3, 2000, 1, 28, 0, 2, 0, 139637976727552, NULL, NULL, 93824992231424, 4294967296, 4096, 0, NULL, 1),
  (2, 4, 2500, 1, 28, 2, 0, 0, 139637976728576, NULL, NULL, 93824992233472, 4294975488, 64, 0, NULL, 7),
  (2, 5, 3000, 1, 28, 0, 1, 0, 139637976727552, NULL, NULL, 93824992235520, 4294971392, 256, 0, NULL, 7),
  (2, 6, 4000, 1, 14, 10, 0, 0, NULL, 255, 510, NULL, NULL, 4096, 1, NULL, 3),
  (2, 7, 5000, 1, 16, 1, 0, 0, NULL, 255, 510, 4660, NULL, NULL, 2, NULL, 3),
  (2, 8, 6000, 1, 17, 0, 0, 0, NULL, 255, NULL, NULL, NULL, NULL, NULL, NULL, 3),
  (2, 9, 7000, 1, 39, 0, 0, 0, 139637976727552, NULL, NULL, 93824992231428, 4294967296, 4, NULL, NULL, 4),
  (2, 10, 8000, 2, 37, 0, 0, 0, 139637976727552, 255, NULL, 93824992231424, 4294967296, 512, NULL, NULL, 5),
  (2, 11, 700000, 1, 30, 2, 0, 0, 139637976728576, NULL, NULL, NULL, 4294975488, 64, NULL, NULL, 2),
  (2, 12, 800000, 1, 21, 1, 0, 0, NULL, 255, NULL, NULL, NULL, NULL, 0, NULL, 2),
  (2, 13, 812345, 1, 30, 0, 2, 0, 139637976727552, NULL, NULL, NULL, 4294967296, 4096, NULL, NULL, 2),
  (2, 14, 815000, 1, 46, 0, 0, 0, NULL, NULL, 4096, NULL, NULL, NULL, NULL, 'spi->lock', 2),
  (2, 15, 819000, 1, 47, 0, 0, 0, NULL, NULL, 4096, NULL, NULL, NULL, NULL, NULL, 2),
  (2, 16, 820000, 1, 14, 10, 0, 0, NULL, 255, 520, NULL, NULL, 256, 1, NULL, 3),
  (2, 17, 821000, 1, 16, 1, 0, 0, NULL, 255, 520, 4660, NULL, NULL, 3, NULL, 3),
  (2, 18, 822000, 1, 17, 0, 0, 0, NULL, 255, NULL, NULL, NULL, NULL, NULL, NULL, 3),
  (2, 19, 850000, 2, 24, 0, 0, 0, NULL, 255, 520, NULL, NULL, NULL, 3, NULL, 5),
  (2, 20, 851000, 2, 25, 0, 0, 0, NULL, 255, 520, 4660, NULL, NULL, 3, NULL, 5),
  (2, 21, 852000, 2, 46, 0, 0, 0, NULL, NULL, 4096, NULL, NULL, NULL, NULL, 'spi->lock', 6),
  (2, 22, 853500, 2, 47, 0, 0, 0, NULL, NULL, 4096, NULL, NULL, NULL, NULL, NULL, 6),
  (2, 23, 856000, 2, 26, 0, 0, 0, NULL, 255, 520, NULL, NULL, NULL, 3, NULL, 5),
  (2, 24, 900000, 1, 28, 3, 0, 0, 139637976727552, NULL, NULL, 93824992300000, 4294979584, 512, 0, NULL, 7),
  (2, 25, 910000, 1, 30, 3, 0, 0, 139637976727552, NULL, NULL, 93824992300000, 4294979584, 512, NULL, NULL, 2),
  (2, 26, 1000000, 1, 40, 0, 0, 0, NULL, NULL, NULL, 93824992400000, NULL, 64, NULL, NULL, 3);

INSERT INTO violation VALUES
  (1, 2, 'free-before-sync', 'violation', '', 'error', 'high', '11111111111111111111111111111111',
   'memory of a transfer on dma1chan0 is given up before the channel is synchronized',
   93824992231424, 22906492244, 4096, 1, 1, 1, 1, 812345, 2, 13, 1),
  (2, 2, 'cpu-access-while-mapped', 'violation', '', 'error', 'high', '22222222222222222222222222222222',
   'the CPU writes bytes that the device owns', 93824992231428, 22906492244, 4, 1, 0, 1, 1, 7000, 4, 9, 17),
  (3, 2, 'mapping-leak', 'violation', '', 'warning', 'medium', '33333333333333333333333333333333',
   '256 bytes are still mapped at the end', 93824992235520, 22906492245, 256, 1, 0, 2, 1, 1000000, 7, 26, 1),
  (4, 2, 'mapping-wrong-device', 'violation', '', 'warning', 'low', '44444444444444444444444444444444',
   'a hint', 93824992233472, 22906492244, 64, 2, 0, 3, 1, 2500, 7, 4, 1);
INSERT INTO step VALUES
  (1, 1, 2000, 1, 1, 'mapped here'),
  (1, 2, 5000, 1, 3, 'its descriptor is submitted here'),
  (1, 3, 800000, 1, 2, 'the channel is terminated here, without waiting'),
  (2, 1, 2000, 1, 1, 'mapped here'),
  (2, 2, 8000, 2, 5, 'the device writes it'),
  (2, 3, 2000, 1, 1, 'mapped here'),
  (2, 4, 3000, 1, 1, 'mapped here'),
  (3, 1, 3000, 1, 7, 'mapped here');

-- the same program, other runs: what refers to frames gets those of its own run
INSERT INTO frame SELECT f.id + 100 * (r.id - 2), r.id, function, file, line, module, offset, inside FROM frame f, run r WHERE f.run = 2 AND r.id IN (3, 4, 5);
INSERT INTO stack SELECT r.id, number, depth, frame + 100 * (r.id - 2) FROM stack s, run r WHERE s.run = 2 AND r.id IN (3, 4, 5);
INSERT INTO process SELECT r.id, number, parent, image, pid + r.id FROM process p, run r WHERE p.run = 2 AND r.id IN (3, 4, 5);
INSERT INTO thread SELECT r.id, number, process, tid + r.id, name FROM thread p, run r WHERE p.run = 2 AND r.id IN (3, 4);
INSERT INTO device SELECT r.id, number, address, name FROM device d, run r WHERE d.run = 2 AND r.id IN (3, 4);
INSERT INTO channel SELECT r.id, number, device, name, requested_at, released_at, requested_by, request_stack FROM channel c, run r WHERE c.run = 2 AND r.id IN (3, 4);
INSERT INTO mapping SELECT r.id, m.number, device, kind, address, dma_address, pfn, pfn_kind, size, direction, mapped_at, mapped_by, unmapped_at, unmapped_by, map_stack, unmap_stack
  FROM mapping m, run r WHERE m.run = 2 AND m.number = 1 AND r.id IN (3, 4);
INSERT INTO event SELECT 3, e.number, time, thread, kind, type, direction, flags, device, channel, object, address, dma_address, size, value, name, stack FROM event e WHERE e.run = 2 AND e.number < 14;
INSERT INTO event (run, number, time, thread, kind, type, direction, flags, value, name, stack) VALUES
  (3, 14, 820000, 1, 7, 0, 0, 0, 3, 'prep', 3),
  (4, 1, 1000, 1, 7, 0, 0, 0, 7, 'map', 1),
  (4, 2, 1500, 1, 59, 0, 0, 0, 1, '/sbin/ldconfig', 4),
  (4, 3, 2000, 1, 61, 0, 0, 0, 11, NULL, 3),
  (5, 1, 1000, 1, 7, 0, 0, 0, 0, NULL, 0);
UPDATE event SET address = 24 WHERE run = 4 AND number = 3;
INSERT INTO violation SELECT 10, 3, rule, verdict, reason, severity, confidence, fingerprint, message, address, pfn, size, device, channel, mapping, thread, time + 5, stack, event, 2 FROM violation WHERE id = 1;
INSERT INTO violation SELECT 20, 4, rule, 'inconclusive', 'records were lost before it', severity, 'medium', fingerprint, message, address, pfn, size, device, channel, mapping, thread, time, stack, event, 1 FROM violation WHERE id = 1;
INSERT INTO violation SELECT 21, 4, 'no-such-rule', 'inconclusive', 'records were lost before it', 'warning', 'medium', '55555555555555555555555555555555', 'a rule of a newer dmacheck', 0, 0, 0, 0, 0, NULL, 99, 1200, 0, 3, 1;
INSERT INTO step SELECT 10, step, time, thread, stack, message FROM step WHERE violation = 1;
INSERT INTO crash VALUES (4, 1, 1, 2000, 11, 24, 3, 'dmaengine_prep_slave_single()');
INSERT INTO message VALUES (4, 1800, 1, 2, 'BUG: spinlock recursion: spi->lock', 2);
INSERT INTO loss VALUES (4, 1500, 1, 100, 'no room on the disk'), (4, 1600, 2, 20, 'no room on the disk');

-- somebody's names
INSERT INTO thread VALUES (5, 1, 1, 66, '</script><b>' || char(27) || '[31m' || char(155) || '0m' || CAST(x'ff' AS TEXT));
INSERT INTO device VALUES (5, 1, -1, '"><img src=x>');
INSERT INTO channel VALUES (5, 1, 1, 'a&b' || char(10) || 'c', NULL, NULL, 0, 0);
INSERT INTO mapping VALUES (5, 9223372036854775807, 1, 'single', -4096, -1, 4503599627370495, 'real', 9223372036854775807, 'none', -5, 1, 9223372036854775807, 1, 7, 7);
UPDATE frame SET file = '../<i>' || char(9) || 'x.c', function = 'f<' || CAST(x'fe' AS TEXT) || '>' WHERE run = 5 AND NOT inside;
INSERT INTO violation VALUES
  (9223372036854775807, 5, 'free-before-sync', 'violation', '', 'error', 'high', 'not "hex" ' || char(1), 'a message' || char(10) || '<b>of two lines' || char(27),
   -1, -1, -1, 1, 1, 9223372036854775807, 1, -9223372036854775807, 1, 1, 9223372036854775807);
INSERT INTO step VALUES (9223372036854775807, 1, 9223372036854775807, 1, 7, '<script>alert(1)</script>');
