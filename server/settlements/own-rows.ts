import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { csvLine } from '../../reference-data/index.js';
import { tableRows } from '../settlement/open-run.js';

/** Files of a run, a part of which is a hospital's own. */
export const OWN_TABLES = ['hospitals.csv', 'cases.csv'] as const;
export const STEPS = 'steps.ndjson';

/** Characters that are gathered before they go out. */
const PIECE = 1 << 16;

/** The header of a table of a run, and the rows of one hospital. */
export const ownRows = (run: string, name: string, hospital: string): AsyncGenerator<Uint8Array> =>
  inPieces(ownLines(run, name, hospital));

/** The steps of one hospital. What holds for all of a pool or a fund is not among them: it adds up what others were paid. */
export const ownSteps = (run: string, hospital: string): AsyncGenerator<Uint8Array> => inPieces(stepsOf(run, hospital));

/** How many cases of one hospital a run has. */
export async function ownCases(run: string, hospital: string): Promise<number> {
  let cases = 0;
  for await (const row of tableRows({ path: run }, 'hospitals.csv'))
    if (row['hospitalId'] === hospital) cases += Number(row['cases']);
  return cases;
}

async function* ownLines(run: string, name: string, hospital: string): AsyncGenerator<string> {
  let hasHeader = false;
  for await (const row of tableRows({ path: run }, name)) {
    if (!hasHeader) yield csvLine(Object.keys(row));
    hasHeader = true;
    if (row['hospitalId'] === hospital) yield csvLine(Object.values(row));
  }
}

async function* stepsOf(run: string, hospital: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(join(run, STEPS)), crlfDelay: Infinity }))
    if ((JSON.parse(line) as { readonly hospital?: string }).hospital === hospital) yield `${line}\n`;
}

async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let gathered = '';
  for await (const line of lines) {
    gathered += line;
    if (gathered.length < PIECE) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  if (gathered !== '') yield Buffer.from(gathered);
}
