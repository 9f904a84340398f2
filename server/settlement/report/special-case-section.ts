import { printYuan, subtractFen, sumFen, type Fen } from '../../../pricing/index.js';
import type { SpecialCase } from '../special-cases.js';
import { htmlTable, type PageSection } from './html-page.js';

const NUMBER = { isNumber: true } as const;

/** What special-case review came to, hospital by hospital; undefined where no register was settled with the period. */
export function specialCaseSection(
  cases: readonly SpecialCase[] | undefined,
  fundName: (fund: string) => string,
): PageSection | undefined {
  if (cases === undefined) return undefined;
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
      const amounts = [difference, sum(({ settledPayment }) => settledPayment)].map(printYuan);
      return [fundName(fund), hospital, String(own.length), String(changed.length), ...amounts];
    });
  return {
    title: { zh: '特例单议', en: 'Special cases' },
    note: {
      zh: '逐例见 special-cases.csv：申请、结论、按普通规则的金额和结算金额。',
      en: 'Case by case in special-cases.csv: application, decision, amount by the ordinary rule, and amount settled.',
    },
    content: htmlTable(
      [
        { title: { zh: '基金', en: 'fund' } },
        { title: { zh: '机构', en: 'hospital' } },
        { title: { zh: '已决', en: 'decided' }, ...NUMBER },
        { title: { zh: '通过', en: 'approved' }, ...NUMBER },
        { title: { zh: '计价增减', en: 'change of price' }, ...NUMBER },
        { title: { zh: '结算金额', en: 'settled' }, ...NUMBER },
      ],
      rows,
    ),
  };
}
