import type { ShownNames } from '../jobs/index.js';
import { layDown } from '../lay-down.js';
import type { SettleRequest } from '../settlement/settle-request.js';
import { SettlementsError } from './errors.js';
import type { Region } from './settled-of-region.js';
import type { DocumentOfSettlement } from './prepare-start.js';
import { TABLES, type AskedSettlement } from './asked.js';

/** Where what a settlement is asked to read comes from. */
export interface InputSources {
  /** Where a document lies. @param id As it was found when the settlement was started. */
  readonly documentPath: (kind: DocumentOfSettlement, id: string) => Promise<string>;
  /** The cases of a batch with their groups, as a file that commands read. */
  readonly casesOf: (batch: string) => AsyncIterable<Uint8Array>;
  /** Writes the register of special cases of a region to a file. @returns false where there is none */
  readonly registerOf: (region: Region, path: string) => Promise<boolean>;
  /** Data directory. */
  readonly data: string;
}

/** What is to be laid out. */
export interface Inputs {
  readonly asked: AskedSettlement;
  readonly region: Region;
  /** Folders of the runs that it may build on. */
  readonly previous: readonly string[];
}

/**
 * Lays the inputs of a settlement out as files, as the command line would be handed them.
 *
 * @param place Path of a file of a name in a folder of its own.
 * @param names Takes the names by which messages know the files.
 * @throws SETTLEMENTS_NO_REGISTER, SERVER_OUTPUT_UNWRITABLE, and as the sources do
 */
export async function layOut(
  { asked, region, previous }: Inputs,
  { documentPath, casesOf, registerOf, data }: InputSources,
  { place, names }: { readonly place: (name: string) => string; readonly names: ShownNames },
): Promise<SettleRequest> {
  const document = async (kind: DocumentOfSettlement, id: string) => {
    const path = await documentPath(kind, id);
    names.set(path, id);
    return path;
  };
  const files = async (batches: readonly string[], stem: string) => {
    const paths: string[] = [];
    for (const batch of batches) {
      const path = place(`${stem}-${paths.length + 1}`);
      names.set(path, `batch ${batch}`);
      await layDown(path, casesOf(batch));
      paths.push(path);
    }
    return paths;
  };
  const tables: [string, string][] = [];
  for (const name of TABLES) {
    const text = asked.tables[name];
    if (text === undefined) continue;
    const path = place(`${name}.csv`);
    names.set(path, name);
    await layDown(path, [Buffer.from(text)]);
    tables.push([name, path]);
  }
  const register = place('register');
  if (asked.review) {
    names.set(register, 'register');
    if (!(await registerOf(region, register)))
      throw new SettlementsError('SETTLEMENTS_NO_REGISTER', { region: region.policyRegion });
  }
  // Schemes are found by their identifiers where documents place them.
  if (asked.scheme !== undefined) await document('scheme', asked.scheme);
  const { kind, period, scheme, groupingPolicy, firstStay, undecidedAsOrdinary } = asked;
  return {
    kind,
    period,
    policy: await document('payment-policy', asked.policy),
    budget: await document('budget', asked.budget),
    cases: await files(asked.cases, 'cases'),
    previous: [...previous],
    ...(scheme === undefined ? {} : { scheme }),
    ...(groupingPolicy === undefined ? {} : { groupingPolicy: await document('grouping-policy', groupingPolicy) }),
    amendments: [],
    ...Object.fromEntries(tables),
    ...(asked.kind === 'month' && asked.lateCases !== undefined ? { lateCases: await files(asked.lateCases, 'late') } : {}),
    ...(asked.review ? { reviews: [{ path: register }] } : {}),
    ...(undecidedAsOrdinary ? { undecidedAsOrdinary } : {}),
    data,
    firstStay,
    withoutMonths: asked.kind === 'year' && asked.withoutMonths,
  };
}
