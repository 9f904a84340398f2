import { describe, expect, test } from 'vitest';
import { procedureCode, ProcedureAttributes } from '../../../../grouper/index.js';
import {
  parseProcedureAttributes,
  readProcedureAttributes,
  ReferenceDataError,
  starterProcedureAttributesPath,
} from '../../../../reference-data/index.js';

const HEADER = 'pattern,attribute,level,name\n';
const tableOf = (rows: string) => new ProcedureAttributes(parseProcedureAttributes(HEADER + rows, 'table.csv'));

describe('ProcedureAttributes', () => {
  const table = tableOf(
    [
      '01-86,surgical,2,',
      '33-35,surgical,3,',
      '34*,surgical,4,',
      '33.2*,diagnostic,,',
      '33.21-33.24,therapeutic,,',
      '33.2201,interventional,1,',
    ].join('\n'),
  );

  test.each([
    ['a code of its own beats every pattern', '33.2201', 'interventional', 1],
    ['its extension is another code', '33.2201x001', 'therapeutic', undefined],
    ['a range of five signs beats a beginning of four', '33.2100', 'therapeutic', undefined],
    ['first end of a range is inside', '33.21', 'therapeutic', undefined],
    ['last end of a range is inside', '33.2499', 'therapeutic', undefined],
    ['behind the range the beginning holds', '33.2500', 'diagnostic', undefined],
    ['the inner of two ranges', '33.1x00', 'surgical', 3],
    ['a beginning beats a range of the same length', '34.9100', 'surgical', 4],
    ['the outer range', '47.0100', 'surgical', 2],
    ['first sign of the outer range', '01.0000', 'surgical', 2],
    ['last sign of the outer range', '86.9900', 'surgical', 2],
    ['behind every range', '87.0000', undefined, undefined],
    ['before every range', '00.9900', undefined, undefined],
    ['shorter than every pattern', '3', undefined, undefined],
    ['empty', '', undefined, undefined],
    ['any spelling', ' ４７.０１００ ', 'surgical', 2],
    ['capital X is the place-holder', '33.1X00', 'surgical', 3],
  ])('%s: %s', (_why, code, attribute, level) => {
    expect(table.attributeOf(code)).toBe(attribute);
    expect(table.levelOf(code)).toBe(level);
  });
});

describe('parseProcedureAttributes', () => {
  test('reports every fault with its line', () => {
    const rows = [
      '01-86,surgical,2,a',
      '47*,operation,2,b',
      '48*,surgical,5,c',
      '4 8,surgical,,d',
      '01-86,surgical,,e',
      '80-90,surgical,,f',
      '5*,g',
    ];
    const read = () => parseProcedureAttributes(HEADER + rows.join('\n'), 'table.csv');
    expect(read).toThrow(ReferenceDataError);
    for (const fault of [
      'line 3: attribute: "operation" is none of conservative, diagnostic, therapeutic, interventional, surgical',
      'line 4: level: "5" is none of 1, 2, 3, 4',
      'line 5: pattern: "4 8" is no code',
      'line 6: pattern: 01-86 stands in line 2 already',
      'line 7: pattern: 80-90 and 01-86 overlap',
      'line 8: 2 cells instead of 4',
    ])
      expect(read).toThrow(fault);
  });

  test.each([
    ['another header', 'pattern,name\n01*,a', 'line 1: the columns are pattern,attribute,level,name, not pattern,name'],
    ['no rows', HEADER, 'the list has no rows'],
    ['empty file', '', 'line 1'],
    ['range from high to low', `${HEADER}86-01,surgical,,a`, '"86-01"'],
    ['ends of two lengths', `${HEADER}01-86.1,surgical,,a`, '"01-86.1"'],
    ['asterisk in the middle', `${HEADER}0*1,surgical,,a`, '"0*1"'],
    ['everything', `${HEADER}*,surgical,,a`, '"*"'],
  ])('refuses a table with %s', (_why, text, fault) => {
    expect(() => parseProcedureAttributes(text, 'table.csv')).toThrow(fault);
  });

  test('blank lines, a byte-order mark and blanks around cells do no harm', () => {
    expect(
      parseProcedureAttributes('\ufeffpattern, attribute ,level,name\n\n 01* , surgical ,, a \n,,,\n', 'table.csv'),
    ).toHaveLength(1);
  });

  test('a file that is not there is a coded fault', () => {
    expect(() => readProcedureAttributes('/nowhere/attributes.csv')).toThrow(
      expect.objectContaining({ code: 'REFERENCE_DATA_FILE_UNREADABLE' }),
    );
  });
});

describe('the starter table', () => {
  const rows = readProcedureAttributes(starterProcedureAttributesPath());
  const table = new ProcedureAttributes(rows);

  test.each([
    ['appendectomy', '47.0100', 'surgical', 2],
    ['small bowel endoscopy', '45.1300', 'diagnostic', undefined],
    ['small bowel biopsy by endoscope', '45.1600', 'diagnostic', undefined],
    ['open small bowel biopsy', '45.1500', 'surgical', 2],
    ['colonoscopy', '45.2300', 'diagnostic', undefined],
    ['gastroscopy, extension', '44.1300x001', 'diagnostic', undefined],
    ['bronchoscopy', '33.2402', 'diagnostic', undefined],
    ['cystoscopy', '57.3200', 'diagnostic', undefined],
    ['cardiac catheter', '37.2200', 'diagnostic', undefined],
    ['drug-eluting coronary stent', '36.0700', 'interventional', 3],
    ['open coronary angioplasty', '36.0300', 'surgical', 4],
    ['PTCA', '00.6600', 'interventional', 3],
    ['endovascular repair', '39.7100', 'interventional', 4],
    ['coronary angiography', '88.5500', 'diagnostic', undefined],
    ['haemodialysis', '39.9500', 'therapeutic', undefined],
    ['ventilator', '96.7201', 'therapeutic', undefined],
    ['chemotherapy', '99.2503', 'therapeutic', undefined],
    ['radiotherapy', '92.2400x005', 'therapeutic', undefined],
    ['bone scan', '92.1400', 'diagnostic', undefined],
    ['heart transplant', '37.5100', 'surgical', 4],
    ['Chinese medicine, letters in the code', '17.912A0', 'therapeutic', undefined],
  ])('%s: %s', (_why, code, attribute, level) => {
    expect([table.attributeOf(code), table.levelOf(code)]).toEqual([attribute, level]);
  });

  test('every category from 00 to 99 has an attribute', () => {
    for (let category = 0; category < 100; category++) {
      expect(table.attributeOf(`${String(category).padStart(2, '0')}.9x00`)).toBeDefined();
    }
  });

  test('patterns are in the form in which codes are compared', () => {
    for (const { pattern } of rows) if (pattern.kind === 'prefix') expect(procedureCode(pattern.stem)).toBe(pattern.stem);
  });

  test('every operation has a level, and nothing has one that is neither operation nor intervention', () => {
    for (const { attribute, level, line } of rows) {
      if (attribute === 'surgical') expect(level, `line ${line}`).toBeDefined();
      else if (attribute !== 'interventional') expect(level, `line ${line}`).toBeUndefined();
    }
  });
});
