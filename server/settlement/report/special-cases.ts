import { subtractFen, sumFen, type Fen } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import type { PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import type { SpecialCase } from '../special-cases.js';
import type { ReportContent } from './report-content.js';
import { counted, numberColumn, shown, textColumn } from './report-text.js';

/** What special-case review came to, hospital by hospital; nothing where no register was settled with the period. */
export function specialCases({ special }: ReportContent): readonly PageSection[] {
  return special === undefined ? [] : [sectionOf(special)];
}

function sectionOf(cases: readonly SpecialCase[]): PageSection {
  const hospitals = new Map<string, SpecialCase[]>();
  for (const one of cases) {
    const key = `${one.result.fund}\n${one.result.hospital}`;
    hospitals.set(key, [...(hospitals.get(key) ?? []), one]);
  }
  const rows = [...hospitals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => {
      const [fund = '', hospital = ''] = key.split('\n');
      const changed = own.filter(({ result }) => result.result !== 'ordinary');
      const sum = (amountOf: (one: SpecialCase) => Fen): Fen => sumFen(changed.map(amountOf));
      const difference = sum(({ pricedPayment, ordinaryPayment }) =>
        subtractFen(pricedPayment, ordinaryPayment ?? pricedPayment),
      );
      const amounts = [difference, sum(({ settledPayment }) => settledPayment)].map(shown);
      return [fundName(fund), hospital, counted(own.length), counted(changed.length), ...amounts];
    });
  return {
    title: { zh: '特例单议', en: 'Special cases' },
    note: {
      zh: '元；逐例见 special-cases.csv：申请、结论、按普通规则的金额和结算金额',
      en: 'yuan; case by case in special-cases.csv: application, decision, amount by the ordinary rule, and amount settled',
    },
    content: htmlTable(
      [
        textColumn('基金', 'fund'),
        textColumn('机构', 'hospital'),
        numberColumn('已决', 'decided'),
        numberColumn('通过', 'approved'),
        numberColumn('计价增减', 'change of price'),
        numberColumn('结算金额', 'settled'),
      ],
      rows,
    ),
  };
}
