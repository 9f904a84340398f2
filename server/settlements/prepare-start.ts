import { readPolicyFile } from '../pricing/policy-file.js';
import { lastDayOf } from '../settlement/period.js';
import type { Scope } from '../store/index.js';
import type { AskedSettlement } from './asked.js';
import { SettlementsError } from './errors.js';
import type { SettlementToStart } from './settlements.js';

/** What a settlement names, as its caller sees it. */
export interface NamedThings {
  /** The version that is in force on a day, or that has an identifier. @throws where the caller sees none */
  document(by: Scope, kind: DocumentOfSettlement, name: string, on: string): Promise<NamedDocument>;
  /** @throws where the caller sees no such batch, or it is not done */
  refuseUnknownBatch(by: Scope, id: string): Promise<void>;
}

export type DocumentOfSettlement = 'payment-policy' | 'budget' | 'grouping-policy' | 'scheme';

/** A document that was found. */
export interface NamedDocument {
  readonly id: string;
  /** A scheme's is its identifier. */
  readonly name: string;
  readonly path: string;
}

/**
 * Finds what a settlement names on behalf of its caller, before anything is written: from here on it is known by identifiers that nobody
 * gives another meaning.
 *
 * @throws SETTLEMENTS_OTHER_REGION, and as the things do
 */
export async function prepareStart(things: NamedThings, by: Scope, asked: AskedSettlement): Promise<SettlementToStart> {
  for (const id of [...asked.cases, ...(asked.kind === 'month' ? (asked.lateCases ?? []) : [])])
    await things.refuseUnknownBatch(by, id);
  const on = lastDayOf(asked.period);
  const found = (kind: DocumentOfSettlement, name: string) => things.document(by, kind, name, on);
  const { scheme, groupingPolicy } = asked;
  const document = await found('payment-policy', asked.policy);
  const known: AskedSettlement = {
    ...asked,
    policy: document.id,
    budget: (await found('budget', asked.budget)).id,
    ...(scheme === undefined ? {} : { scheme: (await found('scheme', scheme)).name }),
    ...(groupingPolicy === undefined ? {} : { groupingPolicy: (await found('grouping-policy', groupingPolicy)).id }),
  };
  const { policy } = await readPolicyFile(document.path);
  // An invented region has no place among those of the country: whoever tries it out sees it as their own.
  const region = policy.isDemonstration ? by.region : policy.region;
  if (!region.startsWith(by.region)) throw new SettlementsError('SETTLEMENTS_OTHER_REGION', { policy: asked.policy, region });
  return { asked: known, region, policyRegion: policy.region, startedBy: by.keyId };
}
