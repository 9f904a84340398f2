import { fen, sumFen, type Fen } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import { subtitle, type PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import type { HospitalFigures } from '../settled-period.js';
import { basisOf } from './citations.js';
import type { ReportContent } from './report-content.js';
import { counted, numberColumn, shown, textColumn } from './report-text.js';

/** Every hospital of each fund, with the fund's own sum. */
export function hospitalTables({ period, identity }: ReportContent): PageSection {
  const isMonth = identity.kind === 'month';
  const columns = [
    textColumn('机构', 'hospital'),
    numberColumn('病例', 'cases'),
    numberColumn('按项目记账', 'billed by item'),
    isMonth ? numberColumn('当月应付', 'due for the month') : numberColumn('年度应付', 'due for the year'),
    numberColumn('差额', 'difference'),
    isMonth ? numberColumn('本次拨付', 'paid now') : numberColumn('清算应拨', 'final payment'),
  ];
  const tables = [...period.pools.keys()].map((fund) => {
    const own = period.hospitals.filter((one) => one.fund === fund);
    const sum = (which: 'billed' | 'due' | 'paid'): Fen => sumFen(own.map((one) => one[which]));
    const whole = {
      hospital: '合计 sum',
      cases: own.reduce((all, { cases }) => all + cases, 0),
      billed: sum('billed'),
      due: sum('due'),
      paid: sum('paid'),
    };
    return subtitle(fundName(fund)) + htmlTable(columns, own.map(cellsOf), cellsOf(whole));
  });
  return {
    title: { zh: '医疗机构', en: 'Hospitals' },
    note: {
      zh: '元；全部各列见 hospitals.csv，每一步见 steps.ndjson',
      en: 'yuan; all columns in hospitals.csv, every step in steps.ndjson',
    },
    basis: basisOf(period.steps, ['assessment', 'rounding', 'deposit', 'deposit-withheld', 'advance', 'deductions', 'set-off']),
    content: tables.join(''),
  };
}

const cellsOf = ({ hospital, cases, billed, due, paid }: Omit<HospitalFigures, 'fund'>): readonly string[] => [
  hospital,
  counted(cases),
  shown(billed),
  shown(due),
  shown(fen(due - billed)),
  shown(paid),
];
