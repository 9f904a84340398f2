import { describe, expect, test } from 'vitest';
import {
  isPersonalColumn,
  matchColumns,
  ReferenceDataError,
  type Dialect,
  type SourceField,
} from '../../reference-data/index.js';
import { readColumnTable } from '../../reference-data/columns/column-table.js';
import { headersOfPattern } from '../../reference-data/columns/header-pattern.js';

function fieldsOf(headers: string) {
  const names = headers.split(' ');
  const { dialect, columns } = matchColumns(names, 'x.csv');
  const fields = Object.fromEntries([...columns].map(([field, numbers]) => [field, numbers.map((n) => names[n]).join(' ')]));
  return { dialect, fields: fields as Partial<Record<SourceField, string>> };
}

describe('matchColumns', () => {
  test.each<[string, string, Dialect, Partial<Record<SourceField, string>>]>([
    [
      'canonical names',
      '\ufeffcaseId SEX principal_diagnosis other',
      'canonical',
      { caseId: '\ufeffcaseId', sex: 'SEX', principalDiagnosis: 'principal_diagnosis' },
    ],
    [
      'Chinese names, full-width brackets',
      '病案号 年龄（岁） 不足一周岁年龄（天） 主要诊断编码',
      'chinese',
      { recordNumber: '病案号', ageYears: '年龄（岁）', ageDays: '不足一周岁年龄（天）', principalDiagnosis: '主要诊断编码' },
    ],
    [
      'a code column is preferred to a name column',
      '病案号 主要诊断 主要诊断编码',
      'chinese',
      { recordNumber: '病案号', principalDiagnosis: '主要诊断编码' },
    ],
    [
      'slots by number, not by place',
      '其他诊断编码10 其他诊断编码2 其他诊断编码(3) 其他诊断编码',
      'chinese',
      { secondaryDiagnoses: '其他诊断编码 其他诊断编码2 其他诊断编码(3) 其他诊断编码10' },
    ],
    [
      'another unit is another meaning',
      '病案号 年龄(月) 新生儿出生体重(kg)',
      'chinese',
      { recordNumber: '病案号', ageMonths: '年龄(月)' },
    ],
    [
      'the code in the brackets',
      '病案号(A48) 出院主要诊断编码(C03C) 诊断(C06x02C) 诊断(C06x01C)',
      'hqms',
      {
        recordNumber: '病案号(A48)',
        principalDiagnosis: '出院主要诊断编码(C03C)',
        secondaryDiagnoses: '诊断(C06x01C) 诊断(C06x02C)',
      },
    ],
    [
      'N041: JBDM is the principal, SSJCZBM1 too',
      'BAH JBDM JBDM2 JBDM1 SSJCZBM1 SSJCZBM2 BZYZSNL',
      'n041',
      {
        recordNumber: 'BAH',
        principalDiagnosis: 'JBDM',
        secondaryDiagnoses: 'JBDM1 JBDM2',
        principalProcedure: 'SSJCZBM1',
        otherProcedures: 'SSJCZBM2',
        ageMonths: 'BZYZSNL',
      },
    ],
    [
      'list: SSJCZBM is the principal, SSJCZBM1 the first other',
      'BAH JBDM SSJCZBM1 SSJCZBM BZYZSNL',
      'list',
      {
        recordNumber: 'BAH',
        principalDiagnosis: 'JBDM',
        principalProcedure: 'SSJCZBM',
        otherProcedures: 'SSJCZBM1',
        ageDays: 'BZYZSNL',
      },
    ],
    [
      'TCM: JBDM is the outpatient code',
      'BAH JBDM ZYZD_JBBM ZYZD_JBBM1 SSJCZBM1',
      'tcm',
      { recordNumber: 'BAH', principalDiagnosis: 'ZYZD_JBBM', secondaryDiagnoses: 'ZYZD_JBBM1', principalProcedure: 'SSJCZBM1' },
    ],
    [
      'P: slots in an order of their own',
      'P3 P321 P3291 P324 P4922 P4911 P490',
      'p',
      {
        recordNumber: 'P3',
        principalDiagnosis: 'P321',
        secondaryDiagnoses: 'P324 P3291',
        principalProcedure: 'P490',
        otherProcedures: 'P4911 P4922',
      },
    ],
    [
      'HN041',
      'BAH XY_JBDM XY_FJBM XY_JBDM1 SSBM2_S SSBM1_S',
      'hn041',
      {
        recordNumber: 'BAH',
        principalDiagnosis: 'XY_JBDM',
        additionalOfPrincipal: 'XY_FJBM',
        secondaryDiagnoses: 'XY_JBDM1',
        principalProcedure: 'SSBM1_S',
        otherProcedures: 'SSBM2_S',
      },
    ],
    [
      'provincial',
      'AAA28 ABC01C AAA04',
      'provincial',
      { recordNumber: 'AAA28', principalDiagnosis: 'ABC01C', ageYears: 'AAA04' },
    ],
    [
      'plain names fill what the dialect lacks',
      'BAH JBDM inScope 先行自付金额',
      'n041',
      { recordNumber: 'BAH', principalDiagnosis: 'JBDM', inScope: 'inScope', firstSelfPaid: '先行自付金额' },
    ],
    [
      'a drug charge is a charge class as well',
      'A48 C03C D24 D23',
      'hqms',
      {
        recordNumber: 'A48',
        principalDiagnosis: 'C03C',
        westernDrugCharges: 'D23',
        patentDrugCharges: 'D24',
        chargeClasses: 'D23 D24',
      },
    ],
  ])('%s', (_why, headers, dialect, fields) => {
    expect(fieldsOf(headers)).toEqual({ dialect, fields });
  });

  test.each([
    ['two dialects', 'C03C ABC01C', 'REFERENCE_DATA_TWO_DIALECTS', 'C03C, ABC01C'],
    ['two fields in one header', '出院主要诊断编码(C03C) 出院时间(B12)', 'REFERENCE_DATA_TWO_FIELDS_IN_HEADER', undefined],
    ['one field twice', 'caseId sex Sex', 'REFERENCE_DATA_COLUMN_REPEATED', 'sex, Sex'],
  ])('%s is refused with the headers', (_why, headers, code, named) => {
    let fault: unknown;
    try {
      matchColumns(headers.split(' '), 'x.csv');
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(ReferenceDataError);
    expect((fault as ReferenceDataError).code).toBe(code);
    expect((fault as ReferenceDataError).details['headers']).toBe(named);
  });
});

describe('isPersonalColumn', () => {
  test.each<[Dialect, string, string]>([
    ['canonical', 'psn_name 患者姓名 phone birthDate certno', 'caseId hospitalName 费用 ZY XM'],
    [
      'canonical',
      'Patient-Name full_name tel id_card_no mobile_phone e-mail contact_name home_address date_of_birth passport_no certificateNumber doctor_name',
      'patientId insuranceType personClass departmentName drgName note insuranceNote nursingDays hospitalNumber birthWeightGrams',
    ],
    [
      'chinese',
      '患者 病人 出生年月 出生时间 社保号 社会保障卡号 护照号 银行卡号 电子邮箱 监护人',
      '患者来源 病人类型 新生儿出生体重 社会保障基金支付',
    ],
    [
      'chinese',
      '姓名 身份证号 联系人电话 现住址 主治医师 责任护士 出生日期 医保编号 术者1',
      '性别 出院科别 医疗机构名称 特级护理天数 主要诊断名称',
    ],
    [
      'interface',
      'psn_no hi_no oper_dr_code anst_dr_name coner_tel emp_addr chfpdr_code bill_no',
      'setl_id age adm_time dscg_caty',
    ],
    ['hqms', 'A11 A13 A20 B22 B26C C39x01C C41x40C C18x01C 姓名(A11)', 'A12C A14 A48 B20 C03C C35x01C D01'],
    ['n041', 'XM CSRQ SFZH ZZYS SZ1 MZYS7 DH', 'BAH XB NL ZFY MZFS1 YLFKFS'],
    ['list', 'XM HZZJHM JZDZ_XZZ SZYSDM1 PJHM', 'BAH ZCYF_JE DDYLJGDM'],
    ['p', 'P4 P6 P11 P21 P431 P4916 P4910', 'P3 P5 P7 P22 P321 P4911 P490'],
    ['provincial', 'AAA01 AAA05C AAA25 AAA27 AEE01 ZB09', 'AAA04 AAA26C AAA28 AAA29 AAA40 AAA42'],
  ])('%s: drops %s and keeps %s', (dialect, dropped, kept) => {
    expect(dropped.split(' ').filter((header) => !isPersonalColumn(header, dialect))).toEqual([]);
    expect(kept.split(' ').filter((header) => isPersonalColumn(header, dialect))).toEqual([]);
  });
});

test('of the fields of a case only the date of birth and the numbers of the person stand in columns that are dropped', () => {
  const dropped = readColumnTable('column-aliases.csv').filter(([dialect, , pattern]) =>
    headersOfPattern(pattern!).some(({ header }) => isPersonalColumn(header, dialect as Dialect)),
  );
  const fields = new Set(dropped.map(([, field]) => field));
  expect([...fields].sort()).toEqual(['birthDate', 'certificateNumber', 'insuranceNumber', 'personNumber']);
});
