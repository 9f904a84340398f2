import { describe, expect, test } from 'vitest';
import { personKeyOf } from '../../../server/intake/index.js';
import { caseFile } from '../intake/case-files.js';
import { throughDoor } from './stored-path.js';

const SECRET = 'a secret of the region';
const NUMBER = '110101198001010010';
const OTHER = 'E12345678';

/** What is kept of the rows of a table, as records. */
const recordsOf = async (text: string, secret?: string): Promise<readonly string[]> => {
  const passed = await throughDoor(caseFile('a.csv', text), secret === undefined ? {} : { personKeySecret: secret });
  return passed.rows.map((row) => row[5]!);
};

describe('the rows of a table with columns of persons', () => {
  test('are kept as lines without them, wherever they stand', async () => {
    const table = `姓名,caseId,身份证号,联系电话,sex,ageYears,现住址,principalDiagnosis,remark,phone
某人,C1,${NUMBER},13912345678,1,60,某路 1 号,I63.900,x,01012345678
,C2,,,2,61,,I63.900,,
`;
    expect(await recordsOf(table)).toEqual(['C1,1,60,I63.900,x', 'C2,2,61,I63.900,']);
  });

  test('carry the key of the person behind their last column, and nothing where no number is stated', async () => {
    const table = `caseId,身份证号,sex,ageYears,principalDiagnosis\nC1,${NUMBER},1,60,I63.900\nC2, ${NUMBER},1,60,I63.900\nC3,-,1,60,I63.900\n`;
    const key = personKeyOf('certificateNumber', NUMBER, SECRET)!;
    expect(await recordsOf(table, SECRET)).toEqual([`C1,1,60,I63.900,${key}`, `C2,1,60,I63.900,${key}`, 'C3,1,60,I63.900,']);
    expect(await recordsOf(table)).toEqual(['C1,1,60,I63.900', 'C2,1,60,I63.900', 'C3,1,60,I63.900']);
  });

  test.each([
    ['a mobile number in a remark', 'caseId,姓名,ageYears,remark', 'C1,某人,60,13912345678'],
    ['the same among words', 'caseId,姓名,ageYears,remark', 'C1,某人,60,电话13912345678（家）'],
    ['the same between blanks', 'caseId,姓名,ageYears,remark', 'C1,某人,60, 13912345678　'],
    ['an identity number under the sex', 'caseId,姓名,ageYears,sex', `C1,某人,60,${NUMBER}`],
    ['an identity number under the hospital', 'caseId,姓名,ageYears,hospitalId', `C1,某人,60,${NUMBER}`],
    ['a visit beside the identifier that is a mobile number', 'caseId,姓名,visitId', 'C1,某人,13912345678'],
    ['a quoted remark', 'caseId,姓名,ageYears,remark', 'C1,某人,60,"13912345678"'],
    ['a cell more than the header has', 'caseId,ageYears,姓名', `C1,60,某人,${NUMBER}`],
    ['a date of birth that must tell the age', 'caseId,出生日期,ageYears', 'C1,1980-01-01,'],
    ['a date of birth beside an age below one year', 'caseId,出生日期,ageYears,ageDays', 'C1,1980-01-01,0,5'],
    ['a date of birth alone', 'caseId,出生日期', 'C1,1980-01-01'],
    ['a key that is stated beside a number', 'caseId,personKey,身份证号', `C1,,${NUMBER}`],
  ])('%s makes the row a case, of which nothing personal is kept', async (_why, header, row) => {
    const [record] = await recordsOf(`${header}\n${row}\n`, SECRET);
    expect(record).toMatch(/^\[/);
    for (const personal of [NUMBER, '13912345678', '1980-01-01', '某人']) expect(record).not.toContain(personal);
  });

  test('hash the first kind of number for which the table has a column, and keep none', async () => {
    const table = `certno,caseId,psn_no\n${NUMBER},C1,${OTHER}\n${NUMBER},C2,\n`;
    expect(await recordsOf(table, SECRET)).toEqual([`C1,${personKeyOf('personNumber', OTHER, SECRET)}`, 'C2,']);
  });
});
