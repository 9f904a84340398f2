import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { SETTLEMENT, type PaymentPolicy, type Purpose, type SettlementValues } from '../../pricing/index.js';
import { readSchemeManifest } from '../../reference-data/index.js';
import type { CaseSource } from '../intake/index.js';
import { openCases } from '../open-cases.js';
import { groupedAs } from '../pricing/found-group.js';
import { readPolicyFile } from '../pricing/policy-file.js';
import { findPricingScheme } from '../pricing/price-scheme.js';
import { findWeights, NO_WEIGHTS } from '../pricing/weights-store.js';
import { findScheme } from '../schemes/scheme-directory.js';
import type { CasesToPrice } from './gather-cases.js';
import { SettlementError } from './errors.js';
import { lastDayOf } from './period.js';
import { readBudget, type BudgetFile } from './read-budget.js';
import { readReviewedCases, type ReviewedCases } from './reviewed-cases.js';
import type { RunIdentity } from './run-manifest.js';
import type { SettleRequest } from './settle-request.js';

/** A settlement that is only tried: it pays nobody, so its cases are grouped anew and may be priced by rules that are not in force yet. */
export interface Trial {
  readonly purpose: Purpose;
  /** Day whose rules and weights hold for every case and for settling, `YYYY-MM-DD`; else those of each discharge, and of the last day. */
  readonly on: string | undefined;
}

/** Everything that a settlement reads but its cases, opened and checked; the cases opened only. */
export interface OpenedSettlement {
  readonly policy: PaymentPolicy;
  /** Day whose rules settle the whole period: its last, unless it is tried under another. `YYYY-MM-DD` */
  readonly settledOn: string;
  readonly purpose: Purpose;
  /** Rules of settlement by fund, as far as the budget has funds. */
  readonly values: ReadonlyMap<string, SettlementValues>;
  readonly budget: BudgetFile;
  readonly files: readonly CasesToPrice[];
  /** Cases of earlier months. */
  readonly lateFiles: readonly CasesToPrice[];
  readonly reviewed: ReviewedCases;
  readonly identity: Pick<RunIdentity, 'policy' | 'scheme' | 'weights'>;
  close(): Promise<void>;
}

/** @throws as reading policy, budget, scheme, weights and case files does; PRICING_SECTION_MISSING where the policy does not settle */
export async function openSettlement(
  request: SettleRequest,
  { threads, trial }: { readonly threads?: number | undefined; readonly trial?: Trial | undefined },
): Promise<OpenedSettlement> {
  const { policy, texts } = await readPolicyFile(request.policy);
  const { purpose, on }: Trial = trial ?? { purpose: 'settlement', on: undefined };
  const settledOn = on ?? lastDayOf(request.period);
  const budget = await readBudget(request.budget);
  const values = new Map(
    Object.keys(budget.document.funds).map((fund) => [fund, policy.section(SETTLEMENT, { fund, on: settledOn, purpose })]),
  );
  const reviewed = await readReviewedCases(request);
  heldToPolicy(request, values, reviewed);
  const sources: CaseSource[] = [];
  const close = async () => void (await Promise.all(sources.map((source) => source.close())));
  try {
    const files: CasesToPrice[] = [];
    const { cases, lateCases = [] } = request;
    const schemes = new Set<string>();
    const weightsHash = createHash('sha256');
    for (const path of [...cases, ...lateCases]) {
      const source = await openCases(path, request);
      sources.push(source);
      const grouped = trial === undefined ? groupedAs(await source.columns()) : undefined;
      const { data, scheme: named, groupingPolicy, amendments } = request;
      const { words, grouping } = await findPricingScheme({ data, policy, named, grouped, groupingPolicy, amendments });
      const weights = words === undefined ? NO_WEIGHTS : await findWeights(data, words.id, policy);
      if (words !== undefined && !schemes.has(words.id)) {
        schemes.add(words.id);
        weightsHash.update(JSON.stringify([words.id, weights.editions.map(({ manifest }) => manifest.checksum)]));
      }
      const pricing = {
        pricing: {
          policyPath: request.policy,
          policyTexts: texts,
          purpose,
          on,
          firstStay: request.firstStay,
          weights,
          scheme: words,
        },
        grouping: grouping === undefined ? undefined : { kind: grouping.kind, packed: grouping.packed },
        hasBreakdown: false,
      } as const;
      files.push({ source, setup: { pricing, settledOn, results: reviewed.results }, threads });
    }
    const identity = {
      policy: [...texts.values()].map((text, at) => ({ region: policy.documents[at]?.region ?? '', sha256: sha256(text) })),
      scheme: await schemesIdentity([...schemes].sort(), request),
      weights: weightsHash.digest('hex'),
    };
    const [own, lateFiles] = [files.slice(0, cases.length), files.slice(cases.length)];
    return { policy, settledOn, purpose, values, budget, files: own, lateFiles, reviewed, identity, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A month settles special cases where the region says so. @throws SETTLEMENT_REVIEW_NOT_IN_MONTHS */
function heldToPolicy({ kind, period }: SettleRequest, values: OpenedSettlement['values'], { registers }: ReviewedCases): void {
  if (kind === 'year' || registers.length === 0) return;
  for (const [fund, { specialCasesInMonths }] of values)
    if (specialCasesInMonths?.value !== true) throw new SettlementError('SETTLEMENT_REVIEW_NOT_IN_MONTHS', { fund, period });
}

/** The schemes of the cases with what was laid over them. */
async function schemesIdentity(
  ids: readonly string[],
  { data, groupingPolicy, amendments }: SettleRequest,
): Promise<RunIdentity['scheme']> {
  if (ids.length === 0) return null;
  const parts: string[] = [];
  for (const id of ids) {
    const { folder } = await findScheme(id, data);
    parts.push((await readSchemeManifest(folder)).checksum);
  }
  for (const path of [...(groupingPolicy === undefined ? [] : [groupingPolicy]), ...amendments])
    parts.push(sha256(await readFile(path, 'utf8')));
  return { id: ids.join('+'), sha256: sha256(JSON.stringify(parts)) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
