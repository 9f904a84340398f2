// Random tables of cases: rows that are plain but for a few cells, each from a pool of everything that was ever seen in an export.
import fc from 'fast-check';

/** Codes that a table's cells are drawn from. */
export interface CodePool {
  readonly diagnoses: readonly string[];
  readonly procedures: readonly string[];
}

/** How a cell stands in the text: with quotes where it needs them, always with quotes, or as it is, whatever that does to the row. */
type Form = 'as-needed' | 'quoted' | 'raw';

interface Cell {
  readonly text: string;
  readonly form: Form;
}

interface Column {
  readonly header: string;
  /** The header that names its field, under which the values stand that hang together with those of other fields. */
  readonly field: string;
  readonly plain: fc.Arbitrary<string>;
  readonly nasty: fc.Arbitrary<string>;
}

const of = (...values: string[]) => fc.constantFrom(...values);
/** What exports write where they have nothing to say, and what looks like it. */
const NOTHING = ['', '', '-', '--', '—', '——', '\\', '/', 'null', 'NULL', 'Null', 'nUlL', '无', ' ', '　', '1900-01-01', 'N/A'];
const ANYTHING = [
  ...NOTHING,
  '0',
  '1',
  ' 1 ',
  '１２',
  '-1',
  '+1',
  '1.0',
  '00001',
  '1e10',
  '1.2E+12',
  'x',
  '中文',
  'a,b',
  'a"b',
  'a\nb',
  'a\r\nb',
  'a\rb',
  'a\tb',
  'a\\b',
  '"',
  '13912345678',
  ' 13912345678',
  '110101198001010010',
  '电话13912345678，白天',
  'H13912345678',
  '1|2',
  '🩺',
  '﻿1',
];
const anything = of(...ANYTHING);

const nasty = (...values: string[]) => fc.oneof({ weight: 3, arbitrary: of(...values) }, { weight: 1, arbitrary: anything });

const WEIGHTS = ['0', '50', '99', '100', '3000', '9999', '10000', '3000.5', '99.5', '3000克', '2500g', '0.0', '', '-5', '100000'];
const DAYS = ['2026-01-05', '2026-01-06', '2026-01-15', '2026-02-28', '2025-12-31', '2024-02-29'];
const TIMES = ['2026-01-05 10:00:00', '2026-01-06 23:59:59', '2026-01-15 24:00:00'];
const ODD_DAYS = [
  '2026/1/5',
  '20260105',
  '2026-1-5',
  '2026.01.15',
  '2026年1月15日',
  '46027',
  '1/5/2026',
  '1900-01-01 00:00:00',
  '1900-01-02',
  '1899-12-31',
  '2026-02-30',
  '2025-02-29',
  '2026-01-05T10:00:00Z',
  '2026-01-05 10:00',
  '2026-01-05 25:00:00',
  '2200-01-01',
  '0000-00-00',
];
const AMOUNTS = ['100', '100.5', '100.50', '60.00', '40', '1000.00', '0.01'];
const ODD_AMOUNTS = [
  '0',
  '0.00',
  '-1',
  '1,000.00',
  '¥12.3',
  '12.345',
  '12.340',
  '.5',
  '5.',
  '1e3',
  '9999999999999',
  '100元',
  '0.30000000000000004',
];

/** Values of fields that hang together, so that a row of plain cells contradicts itself no more often than wanted. */
const TOGETHER: readonly (readonly Readonly<Record<string, string>>[])[] = [
  [
    { ageYears: '60', ageDays: '', birthWeightGrams: '', admissionWeightGrams: '' },
    { ageYears: '45', ageDays: '0', birthWeightGrams: '0', admissionWeightGrams: '0' },
    { ageYears: '150', ageDays: '000', birthWeightGrams: '100', admissionWeightGrams: '' },
    { ageYears: '0', ageDays: '5', birthWeightGrams: '3000', admissionWeightGrams: '2500' },
    { ageYears: '0', ageDays: '28', birthWeightGrams: '100', admissionWeightGrams: '9999' },
    { ageYears: '0', ageDays: '29', birthWeightGrams: '', admissionWeightGrams: '0' },
    { ageYears: '0', ageDays: '365', birthWeightGrams: '9999', admissionWeightGrams: '100' },
    { ageYears: '0', ageDays: '28', birthWeightGrams: '9999', admissionWeightGrams: '' },
    { ageYears: '001', ageDays: '', birthWeightGrams: '50', admissionWeightGrams: '3000' },
  ],
  [
    { admissionDate: '2026-01-05', dischargeDate: '2026-01-15', lengthOfStayDays: '10' },
    { admissionDate: '2026-01-05', dischargeDate: '2026-01-15', lengthOfStayDays: '11' },
    { admissionDate: '2026-01-05', dischargeDate: '2026-01-15', lengthOfStayDays: '12' },
    { admissionDate: '2026-01-05 10:00:00', dischargeDate: '2026-01-05 09:00:00', lengthOfStayDays: '' },
    { admissionDate: '2024-02-28', dischargeDate: '2024-03-01', lengthOfStayDays: '2' },
    { admissionDate: '2025-12-31', dischargeDate: '2026-01-01', lengthOfStayDays: '00002' },
    { admissionDate: '', dischargeDate: '2026-01-01', lengthOfStayDays: '120' },
    { admissionDate: '2025-12-31 23:59:59', dischargeDate: '', lengthOfStayDays: '' },
    { admissionDate: '2026-01-15', dischargeDate: '2026-01-05', lengthOfStayDays: '' },
  ],
  [
    {
      totalCharges: '100.00',
      drugCharges: '40',
      consumableCharges: '60.0',
      inScope: '70',
      selfPaid: '10.00',
      overLimit: '20',
      firstSelfPaid: '0',
    },
    {
      totalCharges: '100',
      drugCharges: '',
      consumableCharges: '',
      inScope: '',
      selfPaid: '10',
      overLimit: '',
      firstSelfPaid: '',
    },
    {
      totalCharges: '',
      drugCharges: '40',
      consumableCharges: '',
      inScope: '1',
      selfPaid: '2',
      overLimit: '3',
      firstSelfPaid: '4',
    },
    {
      totalCharges: '100.0',
      drugCharges: '40',
      consumableCharges: '60.01',
      inScope: '',
      selfPaid: '',
      overLimit: '',
      firstSelfPaid: '',
    },
    {
      totalCharges: '0.30',
      drugCharges: '0.1',
      consumableCharges: '0.2',
      inScope: '0.1',
      selfPaid: '0.1',
      overLimit: '0',
      firstSelfPaid: '0.10',
    },
    {
      totalCharges: '100',
      drugCharges: '',
      consumableCharges: '0',
      inScope: '70',
      selfPaid: '10',
      overLimit: '20',
      firstSelfPaid: '0.01',
    },
    { totalCharges: '0', drugCharges: '0', consumableCharges: '0', inScope: '', selfPaid: '', overLimit: '', firstSelfPaid: '' },
  ],
];

/** Every column that a table may have, by field; the headers of one field are never taken together. */
function columnsOf({ diagnoses, procedures }: CodePool): readonly (readonly Column[])[] {
  const diagnosis = of(...diagnoses);
  const procedure = of(...procedures);
  const odd = (code: fc.Arbitrary<string>) =>
    fc
      .tuple(code, code, of(..."†＊。 'x+*"))
      .chain(([one, other, sign]) =>
        of(
          one.toLowerCase(),
          ` ${one}`,
          one.replaceAll('.', '．'),
          one.replaceAll('.', '。'),
          one.replace('x', 'X'),
          `${one}x`,
          `${one}${sign}`,
          `${one}+G99.0*`,
          `${one}+${other}`,
          `${one}†${other}*`,
          `${one}|${other}`,
          `${one}*`,
          one.slice(0, 3),
          one.slice(0, 1),
          'G01*',
          'G32.0*',
          'X59.900',
          'x59.900',
          'Z99.999',
          'Q99.900',
          '99.9999',
          `'${one}'`,
          `${one}99999999999999999999`,
        ),
      );
  const list = (code: fc.Arbitrary<string>, most: number) => fc.array(code, { maxLength: most }).map((codes) => codes.join('|'));
  const oddList = (code: fc.Arbitrary<string>) =>
    fc.oneof(
      list(fc.oneof(code, odd(code)), 4),
      fc.tuple(list(code, 2), of('|', ';', '、', ',', '||', '\n', '；'), list(code, 2)).map((parts) => parts.join('')),
      code.map((one) => `${one}|${one}`),
      fc.array(code, { minLength: 95, maxLength: 103 }).map((codes) => codes.map((one, at) => `${one}${at}`).join('|')),
      anything,
    );
  const column = (headers: readonly string[], plain: fc.Arbitrary<string>, odds: fc.Arbitrary<string>): Column[] =>
    headers.map((header) => ({ header, field: headers[0]!, plain, nasty: odds }));
  const amount = (...headers: string[]) => column(headers, of(''), nasty(...ODD_AMOUNTS, ...AMOUNTS));
  const dates = (headers: readonly string[]) =>
    column(headers, of(...DAYS, ...DAYS, ...TIMES, ''), nasty(...ODD_DAYS, ...DAYS, ...TIMES));
  return [
    column(['sex', '性别'], of('1', '2'), nasty('0', '9', '男', '女', 'M', '01', '1.0', '3')),
    column(
      ['ageYears', '年龄', '年龄(岁)'],
      of('0', '0', '1', '45', '60', '150', '007'),
      nasty('151', '60岁', 'Y060', '3岁2月', '60.5', '1000'),
    ),
    column(
      ['ageDays', '日龄', '年龄天数'],
      of('0', '', '0', '5', '28', '29', '365'),
      nasty('366', '400', '401', '5天', '2月', '00000'),
    ),
    column(['birthWeightGrams', '新生儿出生体重(克)'], of('', '0', '3000', '100', '9999'), nasty(...WEIGHTS)),
    column(['admissionWeightGrams', '入院体重'], of('', '0', '3000', '2500'), nasty(...WEIGHTS)),
    dates(['admissionDate', '入院日期']),
    dates(['dischargeDate', '出院日期', '出院时间']),
    column(
      ['lengthOfStayDays', '实际住院天数'],
      of('', '1', '2', '9', '10', '11', '00003'),
      nasty('0', '3.5', '5天', '100000', '1.0', '-3'),
    ),
    column(
      ['disposition', '离院方式'],
      of('', '1', '2', '3', '4', '5', '9'),
      nasty('6', '7', '8', '01', '1.0', '医嘱离院', '5死亡', '10'),
    ),
    column(
      ['department', '出院科别'],
      of('', '0301', '03', 'A03.01', '301', '28', 'icu', '内科', '一病区'),
      nasty(' 0301', '０３０１', '-03'),
    ),
    column(['icuHours', '重症监护合计时长'], of('', '0', '120', '5'), nasty('1/13/24', '119.5', '5h', '2天', '-5')),
    column(['ventilatorHours', '呼吸机使用时长'], of('', '0', '96'), nasty('1/2/3', '96.5', '5小时')),
    column(
      ['insuranceType', '医保类型'],
      of('', '310', '390', 'employee', 'resident'),
      nasty('380', '391', '1', '职工医保', '居民', '999', 'Employee'),
    ),
    column(['principalDiagnosis', '主要诊断编码'], diagnosis, fc.oneof(odd(diagnosis), anything)),
    column(['secondaryDiagnoses', '其他诊断编码'], list(diagnosis, 3), oddList(diagnosis)),
    column(['其他诊断编码1'], diagnosis, oddList(diagnosis)),
    column(['其他诊断编码2'], fc.oneof(of(''), list(diagnosis, 1)), oddList(diagnosis)),
    column(['其他诊断编码3'], of(''), oddList(diagnosis)),
    column(['principalProcedure', '主要手术操作编码'], fc.oneof(of(''), procedure), fc.oneof(odd(procedure), anything)),
    column(['otherProcedures', '其他手术操作编码1'], list(procedure, 2), oddList(procedure)),
    column(['其他手术操作编码2'], of(''), oddList(procedure)),
    amount('totalCharges', '总费用'),
    amount('drugCharges', '药品费'),
    amount('consumableCharges'),
    amount('inScope'),
    amount('selfPaid', '个人自费'),
    amount('overLimit'),
    amount('firstSelfPaid'),
    amount('西药费'),
    column(['hospitalId'], of('H1', '', '中心医院'), anything),
    column(['fund'], of('', 'employee'), anything),
    column(['visitId', '就诊ID'], of('V1', ''), anything),
    column(['recordNumber', '病案号'], of('R1', '0012345'), anything),
    column(['住院次数'], of('1', '2', ''), nasty('1.0', '2.00')),
    column(['birthDate', '出生日期'], of('1980-01-01', ''), nasty(...ODD_DAYS)),
    column(['月龄'], of(''), nasty('5', '0.5', '2 15/30')),
    column(['certificateNumber', '身份证号', 'idCard'], of('', '110101198001010010'), anything),
    column(['personKey'], of('', 'a-key'), anything),
    column(['name', '姓名'], of('somebody', '某人'), anything),
    column(['remark', '备注', 'drg', 'status', ''], of('', 'x', 'a longer remark of no weight', '一些话'), anything),
    column(['备注2', 'expectedDrg'], of('', 'BR21', '2026-01-05 10:00:00'), anything),
  ];
}

/** Headers of the identifier, from which every table but a few has one. */
const IDENTIFIERS = ['caseId', '病例标识', '结算ID'];

const form: fc.Arbitrary<Form> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Form>('as-needed') },
  { weight: 1, arbitrary: fc.constant<Form>('quoted') },
  { weight: 1, arbitrary: fc.constant<Form>('raw') },
);

interface Row {
  readonly plain: readonly string[];
  /** Which of the values that hang together. */
  readonly together: readonly number[];
  readonly nasty: readonly string[];
  /** Places of the cells that are nasty, and how these stand in the text. */
  readonly odd: readonly (readonly [place: number, form: Form])[];
  /** Cells fewer or more than the header has. */
  readonly shift: number;
  readonly end: string;
}

function rowOf(columns: readonly Column[]): fc.Arbitrary<Row> {
  return fc.record({
    plain: fc.tuple(...columns.map((column) => column.plain)),
    together: fc.tuple(...TOGETHER.map((values) => fc.nat(values.length - 1))),
    nasty: fc.tuple(...columns.map((column) => column.nasty)),
    odd: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(fc.tuple(fc.nat(columns.length - 1), form), { minLength: 1, maxLength: 3 }) },
    ),
    shift: fc.oneof({ weight: 25, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -3, max: 2 }) }),
    end: fc.oneof({ weight: 12, arbitrary: of('\n') }, { weight: 1, arbitrary: of('\r\n', '\n\n', '\r\r\n', '\n\r\n') }),
  });
}

/** The text of a table in which each value stands as a cell of this separator. */
export type RandomTable = (separator: string) => string;

/** Tables of some columns in any order and some rows, in the codes of a scheme. */
export function randomTable(pool: CodePool, rows: { readonly min: number; readonly max: number }): fc.Arbitrary<RandomTable> {
  const fields = columnsOf(pool);
  const chosen = fc
    .tuple(
      fc.subarray(fields.map((_, place) => place)),
      fc.array(fc.nat(7), { minLength: fields.length + 1, maxLength: fields.length + 1 }),
      fc.boolean(),
    )
    .chain(([places, turns, full]) => {
      // The columns without which no row is valid are there in most tables.
      const needed = [0, 1, 2, 13];
      const taken = [...new Set(full ? [...needed, ...places] : [...places, 13])];
      const columns = taken.map((place) => fields[place]![turns[place]! % fields[place]!.length]!);
      const identifier: Column = {
        field: 'caseId',
        header: IDENTIFIERS[turns.at(-1)! % IDENTIFIERS.length]!,
        plain: fc.nat(99_999).map((number) => `C-${number}`),
        nasty: anything,
      };
      const all =
        full || !columns.some(({ header }) => /visitId|就诊ID|recordNumber|病案号/.test(header))
          ? [identifier, ...columns]
          : columns;
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
  return chosen.chain((columns) =>
    fc
      .record({
        rows: fc.array(rowOf(columns), { minLength: rows.min, maxLength: rows.max }),
        title: fc.oneof({ weight: 9, arbitrary: of('') }, { weight: 1, arbitrary: of('某医院病例\n', '"a\ntitle",x\n\n') }),
        mark: fc.oneof({ weight: 9, arbitrary: of('') }, { weight: 1, arbitrary: of('﻿') }),
        isOpen: fc.boolean(),
      })
      .map(({ rows: drawn, title, mark, isOpen }) => {
        const headers = columns.map(({ header }) => header);
        return (separator: string) => {
          const lines = drawn.map(
            (row, place) => rowText(columns, row, separator) + (isOpen && place === drawn.length - 1 ? '' : row.end),
          );
          return mark + title.replaceAll(',', separator) + rowOfCells(headers.map(needed), separator) + '\n' + lines.join('');
        };
      }),
  );
}

const needed = (text: string): Cell => ({ text, form: 'as-needed' });

function rowText(
  columns: readonly Column[],
  { plain, together, nasty: odd, odd: places, shift }: Row,
  separator: string,
): string {
  const values = Object.assign({}, ...TOGETHER.map((some, group) => some[together[group]!]!)) as Record<string, string>;
  const cells = columns.map(({ field }, place) => needed(values[field] ?? plain[place]!));
  for (const [place, how] of places) cells[place] = { text: odd[place]!, form: how };
  const shifted =
    shift <= 0
      ? cells.slice(0, cells.length + shift)
      : [...cells, ...Array.from({ length: shift }, () => needed(shift === 1 ? '' : 'x'))];
  return rowOfCells(shifted, separator);
}

function rowOfCells(cells: readonly Cell[], separator: string): string {
  return cells
    .map(({ text, form: how }) => {
      if (how === 'raw') return text;
      const quoted = `"${text.replaceAll('"', '""')}"`;
      return how === 'quoted' || text.includes(separator) || /["\r\n]/.test(text) ? quoted : text;
    })
    .join(separator);
}
