-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: What happened to the byte at an address, or to a page frame?
-- argument: address number of the CPU or of the device, or the number of a frame
-- column: run the run
-- column: time ns
-- column: what happened
-- column: thread that did it
-- column: device that is meant, by name or address
-- column: address of the first byte, of the CPU
-- column: dma_address of the first byte, of the device
-- column: size bytes
-- column: place where
WITH hit AS (
  SELECT * FROM v_mapping
  WHERE run BETWEEN :first AND :last
    AND (:address BETWEEN address AND address + size - 1
      OR :address BETWEEN dma_address AND dma_address + size - 1 OR pfn = :address)
), fact (run, time, number, what, thread, device, address, dma_address, size, stack) AS (
  SELECT run, mapped_at, 0, 'map', mapped_by, device, address, dma_address, size, map_stack FROM hit
  UNION ALL
  SELECT run, unmapped_at, 0, 'unmap', unmapped_by, device, address, dma_address, size, unmap_stack
  FROM hit WHERE unmapped_at IS NOT NULL
  UNION ALL
  SELECT e.run, e.time, e.number, k.name, e.thread, printf('0x%x', e.device), e.address,
    e.dma_address, e.size, e.stack
  FROM event e JOIN event_kind k ON k.kind = e.kind
  WHERE e.run BETWEEN :first AND :last
    AND k.name IN ('sync-for-cpu', 'sync-for-device', 'device-read', 'device-write', 'cpu-read',
      'cpu-write', 'alloc', 'free', 'memory-free', 'memory-move', 'page-moved', 'assert-active',
      'map-bad', 'prep-buffer')
    AND (:address BETWEEN e.address AND e.address + coalesce(e.size, 1) - 1
      OR :address BETWEEN e.dma_address AND e.dma_address + coalesce(e.size, 1) - 1)
)
SELECT f.run, f.time, f.what,
  (SELECT t.name FROM thread t WHERE t.run = f.run AND t.number = f.thread) AS thread,
  coalesce((SELECT d.name FROM device d WHERE d.run = f.run AND printf('0x%x', d.address) = f.device
    AND d.name <> ''), nullif(f.device, '0x0')) AS device,
  printf('0x%x', nullif(f.address, 0)) AS address, printf('0x%x', f.dma_address) AS dma_address, f.size,
  (SELECT p.place FROM v_place p WHERE p.run = f.run AND p.stack = f.stack) AS place
FROM fact f
ORDER BY f.run, f.time, f.number
