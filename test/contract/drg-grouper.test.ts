import { join } from 'node:path';
import fc from 'fast-check';
import { buildScheme, DrgGrouper, type Discharge, type GroupResult } from '../../grouper/index.js';
import { packageRoot, readDrgScheme } from '../../reference-data/index.js';
import { SeededRandom } from '../../reference-data/demo/seeded-random.js';
import { dischargeOfRow } from '../discharge-of-row.js';
import { smallTables } from '../grouper/drg/small-scheme.js';
import { randomDischarge } from '../properties/random-scheme.js';
import { RandomWorkbookCases } from '../properties/random-workbook-case.js';
import { compiled, compiledWorkbook, ready, type ReadyScheme } from '../read-scheme.js';
import { readLabelled, shared, sharedIsThere } from '../shared-material.js';
import { describeGrouperContract, type GrouperUnderTest } from './grouper-contract.js';

function lineOf(result: GroupResult): string {
  if (result.status === 'invalid') return 'invalid';
  const { status, mdc, adrg, drg, drgName, severity, scheme } = result;
  return [status, mdc, adrg, drg, drgName, severity, scheme].join(' ');
}

const underTest = (scheme: ReadyScheme, cases: readonly Discharge[]): GrouperUnderTest<GroupResult> => ({
  newGrouper: () => new DrgGrouper(scheme, scheme.scheme),
  cases,
  lineOf,
  unknownDiagnosis: 'U99.999',
  unknownProcedure: '99.9999x999',
  saidOfUnknown: ['unknown-diagnosis:U99.999', 'unknown-procedure:99.9999x999'],
});

/** Every construct of the rule language, over the codes of the random cases. */
const everyConstruct = smallTables({
  mdc: [
    ['MDCA', ''],
    ['MDCP', '(NL=0 and XSRTL>=29 and ZYSS not in OP_ALL) or (NL=0 and XSRTL<29)'],
    ['MDCB', 'ZYZD in {DI_A, DI_X} and not (XB=2 and KS in KS_ICU)'],
    ['MDCF', '{ZYZD, QTZD} in DI_B'],
  ],
  adrg: [
    ['AH1_1', 'MDCA', 'length(OP_ALL ∩ {ZYSS, QTSS})>=2 and ZYSS in OP_ALL'],
    ['PS1', 'MDCP', 'XSRTL<29 and XSRTZ<1500 and {ZYZD, QTZD} in {DI_A, DI_B}'],
    ['P00', 'MDCP', '', { sort: 0 }],
    ['BB1', 'MDCB', 'ZYSS in OP_B and {ZYSS, QTSS} not in OP_X'],
    ['BQY', 'MDCB', 'ZYSS in OP_ALL'],
    ['BR1', 'MDCB', 'ICUXS>120 or ZYTS<5 or LYFS=5 or KS in KS_ICU'],
    ['AH1_2', 'MDCB', 'QTZD in MCC'],
    ['FR1', 'MDCF', 'not ({ZYSS, QTSS} in OP_ALL)'],
  ],
  drg: [
    ['AH19', 'AH1_1', ''],
    ['PS11', 'PS1', 'QTZD in {MCC, CC}'],
    ['PS15', 'PS1', ''],
    ['P000', 'P00', ''],
    ['BB1a', 'BB1', 'length({MCC, CC} ∩ QTZD)>=2'],
    ['BB15', 'BB1', ''],
    ['BQY', 'BQY', ''],
    ['BR11', 'BR1', 'QTZD in MCC'],
    ['BR13', 'BR1', 'QTZD in CC'],
    ['BR1G', 'BR1', 'NL>=29'],
    ['FR19', 'FR1', 'NL>=2'],
  ],
  sets: {
    DI_A: 'A10* D51.003+G32.0*',
    DI_X: 'X34.900x091',
    DI_B: 'B20.100 B2*',
    OP_ALL: '00.1* 36.06* 17.912A0',
    OP_B: '36.0600 36.0600x001',
    OP_X: '00.1100',
    KS_ICU: '28 03*',
  },
  complications: [
    ['A10.001', 'MCC', 'EX_1'],
    ['A1*', 'CC', 'EX_2'],
    ['B20.100', 'MCC', ''],
    ['D51.003+G32.0*', 'CC', 'EX_NONE'],
  ],
  exclusions: { EX_1: 'A10*', EX_2: 'X34.900x091 D51*' },
});

describeGrouperContract('a scheme with every construct', async () => {
  const cases = fc.sample(randomDischarge, { numRuns: 1_000, seed: 7 }).map((one, place) => ({ ...one, caseId: `R-${place}` }));
  return underTest(compiled(everyConstruct), [...cases, { ...cases[0]!, caseId: '' }]);
});

describeGrouperContract('the starter scheme', async () => {
  const { manifest, tables } = await readDrgScheme(join(packageRoot(), 'reference-data', 'schemes', 'chs-drg-starter'));
  const scheme = ready(buildScheme(manifest, tables).scheme);
  const random = new RandomWorkbookCases(scheme.scheme, new SeededRandom(7));
  return underTest(
    scheme,
    Array.from({ length: 300 }, () => random.next()),
  );
});

if (sharedIsThere) {
  const labelled = compiledWorkbook(shared('reference', 'chs-drg-1.1.xlsx'), { newbornWeight: 'birth' });
  describeGrouperContract('CHS-DRG 1.1', async () => {
    const rows = readLabelled(shared('cases', 'chs-drg-1.1-cases.csv')).filter((_row, place) => place % 20 === 0);
    return underTest(await labelled, rows.map(dischargeOfRow));
  });
}
