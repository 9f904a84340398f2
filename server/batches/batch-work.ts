import { createHash } from 'node:crypto';
import { GROUPING, type ChunkSetup } from '../batch/chunk-grouper.js';
import { PRICING, type PriceChunkSetup } from '../batch/chunk-pricer.js';
import { startChunkThreads, type ChunkWorkers } from '../batch/chunk-workers.js';
import { createResultPrinter } from '../grouping/result-rows.js';
import { RESULT_SHAPES } from '../grouping/result-shape.js';
import { openPricing } from '../pricing/open-pricing.js';
import { pricedShape } from '../pricing/priced-columns.js';
import { loadForGrouping } from '../schemes/shared-scheme.js';
import type { BatchWish } from './batch-wish.js';

/** What a batch is grouped or priced with is asked by these. */
export interface WorkQuestion {
  readonly wish: BatchWish;
  /** Data directory of schemes and weights. */
  readonly data: string;
  /** File of the policy, of pricing. */
  readonly policyPath: string | undefined;
  /** Columns that pass through to the results. */
  readonly columns: readonly string[];
}

/** What a batch is grouped or priced with, in a form that threads can be sent. */
export interface BatchWork {
  /** Tells scheme, policy and weights from every other edition of them. */
  readonly edition: string;
  /** First line of the results. */
  readonly header: string;
  readonly setup:
    ({ readonly kind: 'group' } & Omit<ChunkSetup, 'file'>) | ({ readonly kind: 'price' } & Omit<PriceChunkSetup, 'file'>);
}

/** Finds what a batch is grouped or priced with. That takes a while. @throws as `loadForGrouping` and `openPricing` */
export function openWork(question: WorkQuestion): Promise<BatchWork> {
  return question.wish.kind === 'group' ? openGrouping(question) : openPriced(question);
}

async function openGrouping({ wish, data, columns }: WorkQuestion): Promise<BatchWork> {
  const { schemeId, resultFormat: outputFormat } = wish;
  const { kind, packed, manifest } = await loadForGrouping(schemeId!, { data });
  return {
    edition: editionOf(manifest.checksum),
    header: createResultPrinter(outputFormat, RESULT_SHAPES[kind], columns).header(),
    setup: { kind: 'group', scheme: { kind, packed }, columns, outputFormat },
  };
}

async function openPriced({ wish, data, policyPath, columns }: WorkQuestion): Promise<BatchWork> {
  const { schemeId: named, purpose, on, firstStay, resultFormat: outputFormat } = wish;
  const question = { data, policyPath: policyPath!, named, purpose, on, firstStay, columns, hasBreakdown: false };
  const { setup: pricing, scheme, grouping } = await openPricing(question);
  const { policyTexts, weights } = pricing.pricing;
  const shape = pricedShape(grouping === undefined ? undefined : RESULT_SHAPES[grouping.kind]);
  return {
    edition: editionOf(
      grouping?.manifest.checksum,
      scheme,
      [...policyTexts.values()],
      weights.editions.map(({ manifest }) => manifest.checksum),
    ),
    header: createResultPrinter(outputFormat, shape, columns).header(),
    setup: { kind: 'price', pricing, columns, outputFormat },
  };
}

const editionOf = (...parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Starts threads that answer the chunks of a batch. @param threads 1 or more */
export function startWork({ setup }: BatchWork, file: ChunkSetup['file'], threads: number): ChunkWorkers<unknown> {
  return setup.kind === 'group'
    ? startChunkThreads(GROUPING, { ...setup, file }, threads)
    : startChunkThreads(PRICING, { ...setup, file }, threads);
}
