// Codes that stand as principal ones and among the others: what the fast lane makes of them when the scheme knows them by a pattern alone.
import { expect, test } from 'vitest';
import { smallTables } from '../../grouper/drg/small-scheme.js';
import { byChunks, caseFile, loaded, rowByRow } from './both-paths.js';

const scheme = loaded(
  smallTables({
    mdc: [['MDCB', 'ZYZD in DI_PAT']],
    adrg: [['BR1', 'MDCB', '']],
    drg: [
      ['BR11', 'BR1', 'length(OP_PAT ∩ {ZYSS, QTSS})>=2'],
      ['BR12', 'BR1', 'length(DI_PAT ∩ {ZYZD, QTZD})>=2'],
      ['BR13', 'BR1', 'ZYZD in MCC'],
      ['BR15', 'BR1', ''],
    ],
    sets: { DI_PAT: 'A1* A10.5*', OP_PAT: '81.5* 81.54*' },
    complications: [['A10.7*', 'MCC', '']],
  }),
);

test.each([
  ['none is repeated', 'A10.000', '', '81.5100', '', 'BR15'],
  ['two procedures by one pattern', 'A10.000', '', '81.5100', '81.5200', 'BR11'],
  ['two by patterns one inside the other', 'A10.000', '', '81.5100', '81.5400', 'BR11'],
  ['one procedure on both sides counts once', 'A10.000', '', '81.5100', '81.5100', 'BR15'],
  ['and beside another one', 'A10.000', '', '81.5100', '81.5100|81.5200', 'BR11'],
  ['two procedures among the others', 'A10.000', '', '', '81.5100|81.5200', 'BR11'],
  ['two diagnoses by one pattern', 'A10.000', 'A11.000', '', '', 'BR12'],
  ['one diagnosis on both sides counts once', 'A10.000', 'A10.000', '', '', 'BR15'],
  ['a principal that is repeated and so counts as MCC', 'A10.700', 'A10.700', '', '', 'BR13'],
  ['another code of the same pattern beside it does not make it one', 'A10.700', 'A10.701', '', '', 'BR12'],
  ['an unknown code on both sides of no set', 'A10.000', 'Z99.999', '99.9900', '99.9900', 'BR15'],
])('%s', async (_why, principal, others, procedure, otherProcedures, expected) => {
  const header = 'caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses,principalProcedure,otherProcedures';
  const path = caseFile(`${header}\nc-1,1,60,${principal},${others},${procedure},${otherProcedures}\n`);
  const { outcome, fastRows } = await byChunks({ scheme, path });
  expect(outcome).toEqual(await rowByRow({ scheme, path }));
  const isPlain = procedure !== '' || otherProcedures === ''; // the reader of every form decides which one is then principal
  expect({ fastRows, group: outcome.summary.topGroups.map(({ group }) => group) }).toEqual({
    fastRows: isPlain ? 1 : 0,
    group: [expected],
  });
});
