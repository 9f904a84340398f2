import { diagnosisCode, procedureCode, type Discharge } from '../../grouper/index.js';
import type { BilingualText } from '../../reference-data/index.js';

/** What can be changed about the codes of a case. */
export const CHANGE_KINDS = {
  'principal-diagnosis': { zh: '主要诊断改为', en: 'principal diagnosis' },
  'add-diagnosis': { zh: '增加其他诊断', en: 'add diagnosis' },
  'remove-diagnosis': { zh: '去掉诊断', en: 'remove diagnosis' },
  'main-procedure': { zh: '主要手术操作改为', en: 'main procedure' },
  'add-procedure': { zh: '增加手术操作', en: 'add procedure' },
  'remove-procedure': { zh: '去掉手术操作', en: 'remove procedure' },
} as const satisfies Record<string, BilingualText>;

export type ChangeKind = keyof typeof CHANGE_KINDS;

/** One change to the codes of a case. */
export interface Change {
  readonly kind: ChangeKind;
  /** In any spelling; compared in normal form. */
  readonly code: string;
  /** The code that is exchanged stays in the case, among the others. Asked of exchanges only. */
  readonly keepsOld?: boolean | undefined;
}

/** What is to be known of a change beside its outcome. */
export const CHANGE_NOTES = {
  'is-principal-already': { zh: '{code}已是主要编码，没有变化', en: '{code} is the principal code already: nothing changed' },
  'is-there-already': { zh: '病案中已有{code}，没有变化', en: 'The case has {code} already: nothing changed' },
  'is-not-there': { zh: '病案中没有{code}，没有变化', en: 'The case has no {code}: nothing changed' },
  'only-procedure': { zh: '{code}是唯一的手术操作，作为主要手术操作', en: '{code} is the only procedure, and so the main one' },
  'no-main-procedure': {
    zh: '去掉{code}后没有主要手术操作，其他手术操作不自动递补',
    en: 'Without {code} there is no main procedure; no other one takes its place by itself',
  },
} as const satisfies Record<string, BilingualText>;

/** A note and the code that it is about. */
export interface ChangeNote {
  readonly id: keyof typeof CHANGE_NOTES;
  readonly code: string;
}

/** A case after a change. */
export interface Changed {
  readonly discharge: Discharge;
  readonly note?: ChangeNote;
}

/** Applies one change. The case that was handed over stays as it is. */
export function applyChange(discharge: Discharge, change: Change): Changed {
  const isProcedure = change.kind.endsWith('procedure');
  const code = (isProcedure ? procedureCode : diagnosisCode)(change.code);
  const codes = isProcedure ? proceduresOf(discharge) : diagnosesOf(discharge);
  const { note, ...changed } = CHANGES[change.kind](codes, code, change.keepsOld === true);
  const written = isProcedure
    ? { ...discharge, principalProcedure: changed.principal, otherProcedures: changed.others }
    : { ...discharge, principalDiagnosis: changed.principal, secondaryDiagnoses: changed.others };
  return note === undefined ? { discharge: written } : { discharge: written, note: { id: note, code } };
}

/** The diagnoses or the procedures of a case, in normal form. */
interface Codes {
  readonly principal: string | undefined;
  readonly others: readonly string[];
}

interface ChangedCodes extends Codes {
  readonly note?: ChangeNote['id'];
}

type ChangeRule = (codes: Codes, code: string, keepsOld: boolean) => ChangedCodes;

const diagnosesOf = ({ principalDiagnosis: principal, secondaryDiagnoses }: Discharge): Codes => ({
  principal: principal === undefined ? undefined : diagnosisCode(principal),
  others: secondaryDiagnoses.map(diagnosisCode),
});

const proceduresOf = ({ principalProcedure: principal, otherProcedures }: Discharge): Codes => ({
  principal: principal === undefined ? undefined : procedureCode(principal),
  others: otherProcedures.map(procedureCode),
});

/** The code that goes up leaves the others; the old one takes its place there, or the first, where it is kept. */
const exchange: ChangeRule = ({ principal, others }, code, keepsOld) => {
  if (principal === code) return { principal, others, note: 'is-principal-already' };
  const place = Math.max(0, others.indexOf(code));
  const rest = others.filter((other) => other !== code);
  const kept = principal === undefined || !keepsOld ? [] : [principal];
  return { principal: code, others: [...rest.slice(0, place), ...kept, ...rest.slice(place)] };
};

const isThere = ({ principal, others }: Codes, code: string): boolean => principal === code || others.includes(code);

const add: ChangeRule = (codes, code) => {
  if (isThere(codes, code)) return { ...codes, note: 'is-there-already' };
  return { ...codes, others: [...codes.others, code] };
};

/** Nothing moves up into an empty place: which code is the principal one is a decision of the record. */
const remove: ChangeRule = ({ principal, others }, code) => {
  const rest = others.filter((other) => other !== code);
  if (rest.length < others.length) return { principal, others: rest };
  return principal === code ? { principal: undefined, others } : { principal, others, note: 'is-not-there' };
};

const addProcedure: ChangeRule = (codes, code, keepsOld) => {
  const isFirst = codes.principal === undefined && codes.others.length === 0;
  return isFirst ? { principal: code, others: [], note: 'only-procedure' } : add(codes, code, keepsOld);
};

const removeProcedure: ChangeRule = (codes, code, keepsOld) => {
  const changed = remove(codes, code, keepsOld);
  const leavesGap = codes.principal !== undefined && changed.principal === undefined && changed.others.length > 0;
  return leavesGap ? { ...changed, note: 'no-main-procedure' } : changed;
};

const CHANGES: Readonly<Record<ChangeKind, ChangeRule>> = {
  'principal-diagnosis': exchange,
  'main-procedure': exchange,
  'add-diagnosis': add,
  'remove-diagnosis': remove,
  'add-procedure': addProcedure,
  'remove-procedure': removeProcedure,
};
