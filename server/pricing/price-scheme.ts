import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PaymentPolicy } from '../../pricing/index.js';
import { packageRoot, readSchemeManifest } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { findScheme } from '../schemes/scheme-directory.js';
import { loadForGrouping, type SharedScheme } from '../schemes/shared-scheme.js';
import { schemeWords, type SchemeWords } from './found-group.js';

/** What is asked of schemes for a run of pricing. */
export interface SchemeQuestion {
  readonly data: string;
  readonly policy: PaymentPolicy;
  /** Identifier that the caller named. */
  readonly named: string | undefined;
  /** Kind of grouper that wrote the input; undefined for cases without a group. */
  readonly grouped: 'drg' | 'dip' | undefined;
  /** Policy of grouping under DIP. */
  readonly groupingPolicy?: string | undefined;
  readonly amendments?: readonly string[] | undefined;
}

/** The scheme of the groups, and the compiled scheme where cases are grouped on the way. */
export interface PricingScheme {
  readonly words: SchemeWords | undefined;
  readonly grouping: SharedScheme | undefined;
}

/**
 * Decides under which scheme cases are priced: the one that was named, else, for a file that was grouped, the only one of its kind of
 * which the region has weights. Cases without a group are grouped on the way where a scheme is named.
 *
 * @throws SERVER_OPTION_INVALID where the scheme named is of another kind, or several fit; and as `loadForGrouping`
 */
export async function findPricingScheme(question: SchemeQuestion): Promise<PricingScheme> {
  const { data, named, grouped, groupingPolicy, amendments } = question;
  if (named === undefined)
    return { words: grouped === undefined ? undefined : await onlyScheme(question, grouped), grouping: undefined };
  const { folder } = await findScheme(named, data);
  const words = schemeWords(await readSchemeManifest(folder));
  if (grouped !== undefined && grouped !== words.kind)
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--scheme', value: named, allowed: grouped.toUpperCase() });
  if (grouped !== undefined) return { words, grouping: undefined };
  const options = {
    data,
    ...(groupingPolicy === undefined ? {} : { policy: groupingPolicy }),
    ...(amendments === undefined ? {} : { amendments }),
  };
  return { words, grouping: await loadForGrouping(named, options) };
}

async function onlyScheme({ data, policy }: SchemeQuestion, kind: 'drg' | 'dip'): Promise<SchemeWords> {
  const found = new Map<string, SchemeWords>();
  for (const { region } of policy.documents) {
    const imported = await foldersIn(join(data, 'weights'));
    const shipped = await foldersIn(join(packageRoot(), 'reference-data', 'regions', region, 'weights'));
    const ofRegion: string[] = [...shipped];
    for (const id of imported) if ((await foldersIn(join(data, 'weights', id))).includes(region)) ofRegion.push(id);
    for (const id of ofRegion) {
      const { folder } = await findScheme(id, data);
      const words = schemeWords(await readSchemeManifest(folder));
      if (words.kind === kind) found.set(id, words);
    }
  }
  if (found.size > 1)
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--scheme', value: '', allowed: [...found.keys()].join(', ') });
  return [...found.values()][0] ?? { ...UNNAMED, kind };
}

/** Groups whose scheme nobody named: what they say of themselves is a guess. */
const UNNAMED: Omit<SchemeWords, 'kind'> = {
  id: 'input',
  document: '输入文件 (input)',
  number: '-',
  region: '',
  from: '',
  evidence: 'assumed',
};

const foldersIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);
