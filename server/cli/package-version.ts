import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../reference-data/index.js';

/** Version of the package, as its package.json states it. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}
