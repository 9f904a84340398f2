import type { ShownNames } from '../jobs/index.js';
import { layDown } from '../lay-down.js';
import type { GroupedCasesOptions } from '../leads/read-grouped-cases.js';
import type { Scope } from '../store/index.js';
import type { AskedDirectory, AskedIndicators } from './asked.js';
import type { Derivation } from './derivation.js';
import type { DeriveWork } from './derive-apart.js';

/** Where what is derived comes from: all of it as its asker sees it. */
export interface DerivingSources {
  /** Where a document lies. */
  readonly pathOf: (by: Scope, kind: 'payment-policy' | 'scheme', name: string, on?: string) => Promise<string>;
  /** Cases of a batch with what came of them, as a file that commands read. */
  readonly casesOf: (by: Scope, batch: string) => AsyncIterable<Uint8Array>;
  /** Data directory. */
  readonly data: string;
}

interface Place {
  /** Path of a file of a name in a folder of its own. */
  readonly place: (name: string) => string;
  /** Takes the names by which messages know the files. */
  readonly names: ShownNames;
}

/** Lays out as files what a derivation reads, as the command line would be handed them. @returns The work, and the path of what it writes. */
export async function layOutWork(
  { what, by }: Derivation,
  sources: DerivingSources,
  at: Place,
): Promise<{ readonly work: DeriveWork; readonly output?: string }> {
  if (what.kind === 'directory') {
    const output = at.place('directory');
    return { work: { kind: 'directory', options: { ...(await directoryOptions(what.asked, by, sources, at)), output } }, output };
  }
  const options = await groupedOptions(what.asked, by, sources, at);
  if (what.kind === 'indicators') return { work: { kind: 'indicators', options, hidesSmallCounts: by.role === 'researcher' } };
  const output = at.place('leads.csv');
  return { work: { kind: 'leads', options, language: what.asked.language, output }, output };
}

async function groupedOptions(
  { batch, policy, on, purpose }: AskedIndicators,
  by: Scope,
  { pathOf, casesOf, data }: DerivingSources,
  at: Place,
): Promise<GroupedCasesOptions> {
  const path = await pathOf(by, 'payment-policy', policy, on);
  at.names.set(path, policy);
  return { cases: await cases(batch, 'cases', casesOf(by, batch), at), policy: path, on, purpose, data };
}

async function directoryOptions(
  { batches, years, id, policy, library, previous, demonstration }: AskedDirectory,
  by: Scope,
  { pathOf, casesOf }: DerivingSources,
  at: Place,
) {
  const path = at.place('directory-policy.yaml');
  at.names.set(path, 'policy');
  await layDown(path, [Buffer.from(policy)]);
  const inputs: string[] = [];
  for (const batch of batches) inputs.push(await cases(batch, `cases-${inputs.length + 1}`, casesOf(by, batch), at));
  const folderOf = (name: string | undefined) => (name === undefined ? undefined : pathOf(by, 'scheme', name));
  return {
    inputs,
    years,
    id,
    policy: path,
    library: await folderOf(library),
    previous: await folderOf(previous),
    names: [],
    demonstration,
  };
}

async function cases(batch: string, name: string, bytes: AsyncIterable<Uint8Array>, { place, names }: Place): Promise<string> {
  const path = place(name);
  names.set(path, `batch ${batch}`);
  await layDown(path, bytes);
  return path;
}
