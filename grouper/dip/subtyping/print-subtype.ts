import { fillIn, type BilingualText, type Language } from '../../../reference-data/index.js';
import type { FamilyEvidence, LevelEvidence, SubtypeResult } from './subtype-of.js';
import type { Condition, ConditionEvidence } from './test-conditions.js';

const WORDS = {
  subtype: {
    zh: '辅助分型：{family}，{level}；调节系数 {coefficient}',
    en: 'Auxiliary subtype: {family}, {level}; coefficient {coefficient}',
  },
  none: { zh: '辅助分型：无', en: 'Auxiliary subtype: none' },
  gives: { zh: '{level}；调节系数 {coefficient}', en: '{level}; coefficient {coefficient}' },
  trigger: { zh: '，触发系数 {trigger}', en: ', trigger {trigger}' },
  wins: { zh: '，采用', en: ', used' },
  loses: { zh: '，未采用（只取一个系数）', en: ', not used (one coefficient alone counts)' },
  'no-coefficient': { zh: '{level}；该病种未设系数', en: '{level}; no coefficient is set for this group' },
  'no-level': { zh: '没有符合的级别', en: 'no level holds' },
  'other-cases': { zh: '不适用', en: 'is about other cases' },
  'group-not-split': { zh: '该病种不做辅助分型', en: 'may not split this group' },
  held: { zh: '符合', en: 'holds' },
  'not-held': { zh: '不符合', en: 'does not hold' },
  'not-stated': { zh: '病例未提供', en: 'the case does not state it' },
  stated: { zh: '病例为 {stated}', en: 'the case has {stated}' },
  excluded: { zh: '被主要诊断排除 {codes}', en: 'struck out by the principal diagnosis: {codes}' },
} as const satisfies Record<string, BilingualText>;

const CONDITIONS: Readonly<Record<Condition, BilingualText>> = {
  disposition: { zh: '离院方式 {asked}', en: 'disposition {asked}' },
  principalIn: { zh: '主要诊断属于 {asked}', en: 'principal diagnosis in {asked}' },
  principalNotIn: { zh: '主要诊断不属于 {asked}', en: 'principal diagnosis not in {asked}' },
  ageYears: { zh: '年龄（岁）{asked}', en: 'age in years {asked}' },
  ageDays: { zh: '天龄 {asked}', en: 'age in days {asked}' },
  otherDiagnosisIn: { zh: '其他诊断属于 {asked}', en: 'an other diagnosis in {asked}' },
  otherDiagnosisOfOtherCategoryIn: {
    zh: '其他诊断属于 {asked} 且与主要诊断类目不同',
    en: 'an other diagnosis in {asked}, of another category than the principal one',
  },
  mainProcedureIn: { zh: '主要手术操作属于 {asked}', en: 'main procedure in {asked}' },
  otherProcedureIn: { zh: '其他手术操作属于 {asked}', en: 'an other procedure in {asked}' },
  anyProcedureIn: { zh: '手术操作属于 {asked}', en: 'a procedure in {asked}' },
  cci: { zh: '合并症指数 {asked}', en: 'comorbidity index {asked}' },
  lengthOfStayDays: { zh: '住院天数 {asked}', en: 'length of stay in days {asked}' },
  icuDays: { zh: '监护病房天数 {asked}', en: 'days in intensive care {asked}' },
  costMultiple: { zh: '总费用为病种费用标准的倍数 {asked}', en: 'charges as a multiple of the group standard {asked}' },
  drugShare: { zh: '药品费占比 {asked}', en: 'share of drugs {asked}' },
  treatmentShare: { zh: '治疗费占比 {asked}', en: 'share of treatment {asked}' },
  any: { zh: '下列{asked}组条件之一', en: 'one of {asked} alternatives' },
};

/** Prints the subtype of a case and what came of every family, for people, as lines of text in one language. */
export function printSubtype(result: SubtypeResult, language: Language): string[] {
  const say = (text: BilingualText, details: Record<string, string> = {}) => fillIn(text[language], details);
  const head =
    result.status === 'none'
      ? say(WORDS.none)
      : say(WORDS.subtype, {
          family: result.familyName[language],
          level: result.levelName[language],
          coefficient: result.coefficient.printed,
        });
  const winner = result.status === 'none' ? undefined : result.family;
  return [head, ...result.because.flatMap((family) => familyLines(family, winner, language))];
}

function familyLines(evidence: FamilyEvidence, winner: string | undefined, language: Language): string[] {
  const level = evidence.levels.at(-1)?.name[language] ?? '';
  const text = WORDS[evidence.outcome][language];
  const colon = language === 'zh' ? '：' : ': ';
  let line = `  ${evidence.name[language]}${colon}${fillIn(text, { level, coefficient: evidence.coefficient?.printed ?? '' })}`;
  if (evidence.trigger !== undefined) line += fillIn(WORDS.trigger[language], { trigger: evidence.trigger.printed });
  if (evidence.outcome === 'gives') line += (evidence.family === winner ? WORDS.wins : WORDS.loses)[language];
  return [
    line,
    ...evidence.conditions.filter(({ outcome }) => outcome !== 'held').map((one) => `    ${conditionText(one, language)}`),
    ...evidence.levels.map((one) => `    ${levelText(one, language)}`),
  ];
}

/** A level that holds shows all its conditions, another the first that does not hold. */
function levelText({ name, held, conditions }: LevelEvidence, language: Language): string {
  const shown = held ? conditions : conditions.slice(-1);
  const [colon, comma] = language === 'zh' ? ['：', '，'] : [': ', ', '];
  const verdict = WORDS[held ? 'held' : 'not-held'][language];
  const parts: string[] = shown.map((one) => conditionText(one, language));
  return `${held ? '+' : '-'} ${name[language]}${colon}${[...(parts.length === 0 ? [verdict] : []), ...parts].join(comma)}`;
}

function conditionText(evidence: ConditionEvidence, language: Language): string {
  const asked = fillIn(CONDITIONS[evidence.condition][language], { asked: evidence.asked });
  const facts: string[] = [WORDS[evidence.outcome][language]];
  if (evidence.stated !== undefined) facts.push(fillIn(WORDS.stated[language], { stated: evidence.stated }));
  if (evidence.codes.length > 0) facts.push(evidence.codes.join(' '));
  if (evidence.excluded.length > 0) facts.push(fillIn(WORDS.excluded[language], { codes: evidence.excluded.join(' ') }));
  for (const alternative of evidence.alternatives ?? [])
    facts.push(alternative.map((one) => conditionText(one, language)).join(' + '));
  return language === 'zh' ? `${asked}（${facts.join('；')}）` : `${asked} (${facts.join('; ')})`;
}
