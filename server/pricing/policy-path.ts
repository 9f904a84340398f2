import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PathOfRegion } from '../../pricing/index.js';
import { packageRoot } from '../../reference-data/index.js';

/** A name that no path of a policy file has: letters, digits and hyphens. */
const REGION = /^[a-z0-9-]+$/;

/** The file of a payment policy: a path, or the id of a region that ships, such as `demo-dip`. A file of that name goes before it. */
export function policyPath(named: string): string {
  if (!REGION.test(named) || isFile(named)) return named;
  const shipped = shippedPolicy(named);
  return isFile(shipped) ? shipped : named;
}

/** Where the policy of a region that ships would lie. */
export const shippedPolicy = (region: string): string =>
  join(packageRoot(), 'reference-data', 'regions', region, 'payment-policy.yaml');

/** Where a policy that was handed over with those that it extends keeps them, one for each region. */
export const EXTENDED = 'extends';

/** Finds the policies that the one at a path extends by region: those that were handed over with it, else those that ship. */
export const policiesBeside =
  (path: string): PathOfRegion =>
  (region) => {
    const beside = join(dirname(path), EXTENDED, `${region}.yaml`);
    return isFile(beside) ? beside : shippedPolicy(region);
  };

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
