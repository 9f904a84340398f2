import { statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../reference-data/index.js';

/** A name that no path of a policy file has: letters, digits and hyphens. */
const REGION = /^[a-z0-9-]+$/;

/** The file of a payment policy: a path, or the id of a region that ships, such as `demo-dip`. A file of that name goes before it. */
export function policyPath(named: string): string {
  if (!REGION.test(named) || isFile(named)) return named;
  const shipped = join(packageRoot(), 'reference-data', 'regions', named, 'payment-policy.yaml');
  return isFile(shipped) ? shipped : named;
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
