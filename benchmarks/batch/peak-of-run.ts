import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a run of its own needs at most, by its own account. Unit: MiB, resident. */
export async function peakOfRun(input: string, scheme: string, data: string): Promise<number> {
  const program = fileURLToPath(new URL('grouping-run.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, input, join(data, 'peak.csv'), scheme, data], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return Number(stdout);
}
