import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { openCaseSource } from '../../server/intake/index.js';
import { createGrouper, type LoadedScheme } from '../../server/schemes/load-scheme.js';
import { PlainDipInterpreter } from '../../test/plain-dip-interpreter.js';
import { PlainInterpreter } from '../../test/plain-interpreter.js';
import type { Discharge } from '../../grouper/index.js';

/** Rows that are held against a reader of their own. */
const CHECKED = 20_000;

/** Holds the first rows of a result file against the plain interpreters, which share no code with the batch path. */
export async function checkRows(scheme: LoadedScheme, results: string, input: string): Promise<number> {
  const groupOf = plainly(scheme);
  const lines = createInterface({ input: createReadStream(results) })[Symbol.asyncIterator]();
  const header = ((await lines.next()).value as string).split(',');
  const column = header.indexOf(scheme.kind === 'drg' ? 'drg' : 'group');
  const source = await openCaseSource({ path: input });
  let checked = 0;
  try {
    for await (const batch of source.batches()) {
      for (const { discharge } of batch) {
        const cells = ((await lines.next()).value as string).split(',');
        assert.equal(cells[0], discharge.caseId);
        if (cells[1] === 'invalid') continue;
        assert.equal(cells[column], groupOf(discharge), `the group of ${discharge.caseId}`);
        if (++checked === CHECKED) return checked;
      }
    }
    return checked;
  } finally {
    await source.close();
  }
}

function plainly(scheme: LoadedScheme): (discharge: Discharge) => string {
  if (scheme.kind === 'drg') {
    const plain = new PlainInterpreter(scheme.scheme);
    return (discharge) => plain.group(discharge).drg;
  }
  // The plain reader of directories knows the national layers alone.
  if (scheme.tables.groups.every(({ layer }) => ['XQ', 'BX', 'FZ', 'JC'].includes(layer))) {
    const plain = new PlainDipInterpreter(scheme.tables);
    return (discharge) => plain.group(discharge) ?? '';
  }
  const grouper = createGrouper(scheme);
  return (discharge) => {
    const { result } = grouper.explain(discharge);
    return result.status === 'grouped' ? result.group : '';
  };
}
