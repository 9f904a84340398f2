import fc from 'fast-check';
import { DipGrouper, procedureCode, type DipResult, type Discharge } from '../../grouper/index.js';
import { demonstrationDischarges } from '../../reference-data/demo/index.js';
import { readDipTables } from '../../reference-data/index.js';
import { createGrouper, loadScheme } from '../../server/schemes/load-scheme.js';
import { dischargeOfRow } from '../discharge-of-row.js';
import { dipGrouper, dipTables, row } from '../grouper/dip/directory-of.js';
import { randomDipCase } from '../properties/random-directory.js';
import { readLabelled, shared, sharedIsThere } from '../shared-material.js';
import { describeGrouperContract, type GrouperUnderTest } from './grouper-contract.js';

/** The procedures that it matched may be listed in another order; all else but reasons and left-over procedures stays. */
function lineOf(result: DipResult): string {
  if (result.status !== 'grouped') return JSON.stringify({ ...result, reasons: [] });
  const matchedProcedures = result.matchedProcedures.toSorted();
  return JSON.stringify({ ...result, matchedProcedures, leftOverProcedures: [], reasons: [] });
}

const UNKNOWN_PROCEDURE = '99.9999x999';

/**
 * Where the principal procedure is `not-main`, the first of the other procedures that may be main takes its place: the directory itself asks
 * for their order (DIP 3.0 workbook, 不可作为主要手术操作). Under the national defaults nothing else does.
 */
const orderCountsUnder =
  ({ directory: { excludedProcedures } }: DipGrouper) =>
  ({ principalProcedure }: Discharge) =>
    principalProcedure !== undefined && excludedProcedures.get(procedureCode(principalProcedure))?.kind === 'not-main';

const underTest = (newGrouper: () => DipGrouper, cases: readonly Discharge[]): GrouperUnderTest<DipResult> => ({
  newGrouper,
  cases,
  lineOf,
  unknownDiagnosis: 'U99.999',
  unknownProcedure: UNKNOWN_PROCEDURE,
  // A directory lists what it pays for, not every code that there is.
  saidOfUnknown: [],
  orderCounts: orderCountsUnder(newGrouper()),
});

const burn = (key: string, otherDiagnosis: string, procedure = '', related = '') =>
  row({ key, layer: 'FZ', subdivision: 'burn', diagnosis: 'T20.2|T20.3', otherDiagnosis, procedure, related });
const tumour = (key: string, otherDiagnosis: string, procedure: string) =>
  row({ key, layer: 'FZ', subdivision: 'tumour', diagnosis: 'Z51.1|Z51.8', otherDiagnosis, procedure });
const tuberculosis = (key: string, diagnosis: string, drugResistant: 'yes' | 'no', procedure = '') =>
  row({ key, layer: 'FZ', subdivision: 'tuberculosis', diagnosis, drugResistant, procedure });

/** Every layer, national and of a region, over the codes of the random cases. */
const everyLayer = dipTables({
  groups: [
    row({ key: 'XQ-1', layer: 'XQ', diagnosis: '所有诊断', procedure: '17.912A0' }),
    row({ key: 'XQ-2', layer: 'XQ', diagnosis: '所有诊断', procedure: '32.4100x001+40.5906', position: 'any' }),
    row({ key: 'XQ-16', layer: 'XQ', diagnosis: 'P07', ageDaysBelow: '29', birthWeight: '0-999' }),
    row({ key: 'XQ-17', layer: 'XQ', diagnosis: 'P07', ageDaysBelow: '29', birthWeight: '1000-1499' }),
    row({ key: 'BX-20', layer: 'BX', diagnosis: 'C34', procedure: '32.4100|32.4100x001', related: '40.5905|40.5906' }),
    row({ key: 'BX-21', layer: 'BX', diagnosis: 'C34', procedure: '32.4100', related: '47.0100+40.5905|40.5906' }),
    row({ key: 'BX-22', layer: 'BX', diagnosis: 'C34', procedure: '32.4100', related: '40.5906' }),
    row({ key: 'BX-23', layer: 'BX', diagnosis: 'K35|A15-A16', procedure: '47.0100' }),
    burn('FZ-30', 'T31.0|T32.0'),
    burn('FZ-31', 'T31.1|T31.2'),
    burn('FZ-32', 'T31.1|T31.2', '86.2201|32.4100'),
    burn('FZ-33', 'T31.1|T31.2', '32.4100', '40.5905|32.4100x001'),
    burn('FZ-34', 'T32.9', '86.2201'),
    tumour('FZ-40', 'C00-C75', '99.2503'),
    tumour('FZ-41', 'C00-C75', '99.2503+99.2800x005'),
    tumour('FZ-42', 'C76-C80', '99.2503+99.2800x006'),
    tuberculosis('FZ-50', 'A15-A16', 'yes'),
    tuberculosis('FZ-51', 'A15-A16', 'no'),
    tuberculosis('FZ-52', 'A17', 'no', '40.5905|40.5906'),
    row({ key: 'JC-60', layer: 'JC', diagnosis: 'K35' }),
    row({ key: 'JC-61', layer: 'JC', diagnosis: 'K35.3', procedure: '40.5905' }),
    row({ key: 'JC-62', layer: 'JC', diagnosis: 'I10' }),
    row({ key: 'JC-63', layer: 'JC', diagnosis: 'M51.1', procedure: '32.4100' }),
    row({ key: 'K-70', layer: 'core', diagnosis: 'A19', procedure: '32.4100+40.5905', points: '900.5' }),
    row({ key: 'K-71', layer: 'core', diagnosis: 'A19', procedure: '32.4100' }),
    row({ key: 'J-72', layer: 'primary', diagnosis: 'I10', procedure: '47.0100' }),
    row({ key: 'Z-80', layer: 'comprehensive', diagnosis: 'I10', attribute: 'surgical' }),
    row({ key: 'Z-81', layer: 'comprehensive', diagnosis: 'M51', attribute: 'conservative' }),
    row({ key: 'KBBZ', layer: 'blank', diagnosis: 'X34' }),
  ],
  excludedDiagnoses: [{ code: 'A15.000', name: '' }],
  excludedProcedures: [
    { code: '99.2500', name: '', kind: 'conservative', scope: '' },
    { code: '17.4200', name: '', kind: 'not-main', scope: '' },
    { code: '44.1300x001', name: '', kind: 'limited', scope: 'A00-A18|K35.3' },
  ],
  primaryCare: [{ number: 1, diagnosis: 'M51.1+', procedure: '32.4100', name: '' }],
  resistantDiagnoses: [{ code: 'A15.000x010', name: '' }],
});

describeGrouperContract('a directory with every layer', async () => {
  const cases = fc.sample(randomDipCase, { numRuns: 3_000, seed: 7 }).map((one, place) => ({ ...one, caseId: `R-${place}` }));
  const { directory } = dipGrouper(everyLayer);
  return underTest(() => new DipGrouper(directory), [...cases, { ...cases[0]!, caseId: '' }]);
});

describeGrouperContract('the demonstration directory', async () => {
  const scheme = await loadScheme('demo-dip');
  if (scheme.kind !== 'dip') throw new Error('demo-dip is a DIP directory');
  return underTest(() => createGrouper(scheme), [...demonstrationDischarges({ seed: 7, count: 500, year: 2025 })]);
});

if (sharedIsThere) {
  describeGrouperContract('the sample of the national directory', async () => {
    const { tables } = await readDipTables(shared('reference', 'dip-3.0-sample'));
    const rows = readLabelled(shared('cases', 'dip-3.0-sample-cases.csv')).filter((_row, place) => place % 10 === 0);
    const { directory } = dipGrouper(tables);
    return underTest(() => new DipGrouper(directory), rows.map(dischargeOfRow));
  });
}
