import { readPolicyFile } from '../pricing/policy-file.js';
import type { Scope, Store, Unit } from '../store/index.js';
import type { AskedSettlement } from './asked.js';
import { SettlementsError } from './errors.js';
import type { SettlementToStart } from './settlements.js';

/** What a settlement names, as its caller sees it. */
export interface NamedThings {
  /** @throws where the caller sees no document of that name that is in use */
  document(unit: Unit, kind: string, idOrName: string): Promise<{ readonly id: string; readonly path: string }>;
  /** @throws where the caller sees no such batch, or it is not done */
  batch(unit: Unit, id: string): Promise<void>;
}

/**
 * Finds what a settlement names on behalf of its caller, before anything is written: from here on it is known by identifiers that nobody
 * gives another meaning.
 *
 * @throws SETTLEMENTS_OTHER_REGION, and as the things do
 */
export async function prepareStart(
  store: Store,
  things: NamedThings,
  { region: prefix, keyId, ...rest }: Scope,
  asked: AskedSettlement,
): Promise<SettlementToStart> {
  const scope: Scope = { region: prefix, keyId, ...rest };
  const { found, policyPath } = await store.unit(scope, async (unit) => {
    const batches = [...asked.cases, ...(asked.kind === 'month' ? (asked.lateCases ?? []) : [])];
    for (const id of batches) await things.batch(unit, id);
    const idOf = async (kind: string, name: string) => (await things.document(unit, kind, name)).id;
    const policy = await things.document(unit, 'payment-policy', asked.policy);
    const { scheme, groupingPolicy } = asked;
    const known: AskedSettlement = {
      ...asked,
      policy: policy.id,
      budget: await idOf('budget', asked.budget),
      ...(scheme === undefined ? {} : { scheme: await idOf('scheme', scheme) }),
      ...(groupingPolicy === undefined ? {} : { groupingPolicy: await idOf('grouping-policy', groupingPolicy) }),
    };
    return { found: known, policyPath: policy.path };
  });
  const { policy } = await readPolicyFile(policyPath);
  // An invented region has no place among those of the country: whoever tries it out sees it as their own.
  const region = policy.isDemonstration ? prefix : policy.region;
  if (!region.startsWith(prefix)) throw new SettlementsError('SETTLEMENTS_OTHER_REGION', { policy: asked.policy, region });
  return { asked: found, region, policyRegion: policy.region, startedBy: keyId };
}
