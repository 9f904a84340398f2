import { fillIn, type BilingualText, type DipLayer, type Language } from '../../reference-data/index.js';
import { describeReason } from '../describe-reason.js';
import type { LosingReason } from './dip-result.js';
import { printSubtype } from './subtyping/print-subtype.js';
import type { DipCondition, DipConditionKind, DipExplanation, DipLayerEvidence } from './explain-dip.js';

const LAYERS: Readonly<Record<DipLayer, BilingualText>> = {
  XQ: { zh: '先期分组', en: 'pre-grouping' },
  BX: { zh: '并项规则', en: 'merged groups' },
  FZ: { zh: '诊断辅助细分', en: 'subdivision by other diagnoses' },
  JC: { zh: '基础规则', en: 'base rule' },
  core: { zh: '核心病种', en: 'core groups' },
  primary: { zh: '基层病种', en: 'primary-care groups' },
  comprehensive: { zh: '综合病种', en: 'comprehensive groups' },
  blank: { zh: '空白病组', en: 'blank group' },
};

const CONDITIONS: Readonly<Record<DipConditionKind, BilingualText>> = {
  diagnosis: { zh: '主要诊断', en: 'main diagnosis' },
  'newborn-age': { zh: '天龄', en: 'age in days' },
  'newborn-weight': { zh: '出生体重（克）', en: 'birth weight in grams' },
  'other-diagnosis': { zh: '其他诊断', en: 'other diagnosis' },
  resistance: { zh: '是否耐药', en: 'drug resistance' },
  'no-procedure': { zh: '无主要手术操作', en: 'no main procedure' },
  'main-procedure': { zh: '主要手术操作', en: 'main procedure' },
  procedures: { zh: '手术操作（任意位置）', en: 'procedures in any position' },
  related: { zh: '相关手术操作', en: 'related procedures' },
  attribute: { zh: '治疗方式', en: 'treatment attribute' },
  level: { zh: '手术级别', en: 'operation level' },
};

const LOST: Readonly<Record<LosingReason, BilingualText>> = {
  'related-not-met': { zh: '相关手术操作不符', en: 'its related procedures are not met' },
  'fewer-matched': { zh: '匹配的相关手术操作较少', en: 'fewer related procedures match' },
  'fewer-required': { zh: '要求的编码较少', en: 'it asks for fewer codes' },
  'later-in-sheet': { zh: '同等符合，表中序号靠后', en: 'fits alike, but stands later in the sheet' },
  step: { zh: '被选择步骤 {step} 去除', en: 'dropped by the step {step}' },
  'later-class': { zh: '所属类别顺序靠后', en: 'its class comes later' },
};

const STATUS: Readonly<Record<DipExplanation['result']['status'], BilingualText>> = {
  grouped: { zh: '入组', en: 'grouped' },
  ungrouped: { zh: '未入组', en: 'ungrouped' },
  invalid: { zh: '信息校验不通过', en: 'invalid' },
};

/** Prints the evidence for a DIP group for people, layer by layer, in one language. */
export function printDipExplanation(explanation: DipExplanation, language: Language): string {
  const say = (text: BilingualText) => text[language];
  const zh = language === 'zh';
  const { result, discharge, layers } = explanation;
  const lines = [`${zh ? '病例' : 'Case'} ${discharge.caseId || '–'} · ${zh ? '目录' : 'directory'} ${result.scheme}`];
  const group = result.status === 'grouped' ? ` · ${say(LAYERS[result.layer])} ${result.group} ${result.groupName}` : '';
  lines.push(`${zh ? '结果' : 'Result'}: ${say(STATUS[result.status])}${group}`);
  if (result.status === 'grouped') {
    if (result.points !== '') lines.push(`${zh ? '分值' : 'Points'}: ${result.points}`);
    if (result.primaryCare) lines.push(zh ? '基层病种' : 'Primary-care group');
  }
  for (const reason of result.reasons)
    lines.push(`${zh ? '提示' : 'Note'}: ${describeReason(reason, language)} (${reason.code})`);
  if (result.status === 'invalid') return `${lines.join('\n')}\n`;
  lines.push(
    '',
    `${zh ? '主要诊断' : 'Main diagnosis'}: ${discharge.principalDiagnosis ?? ''}`,
    `${zh ? '其他诊断' : 'Other diagnoses'}: ${discharge.secondaryDiagnoses.join(' ') || '–'}`,
    `${zh ? '参与匹配的主要手术操作' : 'Main procedure that counts'}: ${explanation.mainProcedure ?? (zh ? '无（保守）' : 'none (conservative)')}`,
    `${zh ? '相关手术操作' : 'Related procedures'}: ${explanation.relatedProcedures.join(' ') || '–'}`,
    `${zh ? '治疗方式' : 'Treatment attribute'}: ${explanation.attribute}`,
    '',
    zh ? '逐层判断' : 'Layer by layer',
  );
  for (const layer of layers) lines.push(...layerLines(layer, explanation, language));
  if (result.candidates.length > 0) {
    lines.push('', zh ? '落选的病种' : 'Groups that lost');
    for (const { group: key, because, step } of result.candidates) {
      lines.push(`  ${key}: ${fillIn(say(LOST[because]), { step: step ?? '' })}`);
    }
  }
  if (explanation.subtype !== undefined) lines.push('', ...printSubtype(explanation.subtype, language));
  return `${lines.join('\n')}\n`;
}

function layerLines(
  { layer, rows, sameDiagnosis, others }: DipLayerEvidence,
  { result }: DipExplanation,
  language: Language,
): string[] {
  const lines = [`  ${layer} ${LAYERS[layer][language]}`];
  for (const row of rows) {
    const isTaken = result.status === 'grouped' && result.group === row.group;
    lines.push(`    ${row.group} ${row.name} ${row.fits ? '✓' : '✗'}${isTaken ? ' ◀' : ''}`);
    for (const condition of row.conditions) lines.push(`      ${conditionLine(condition, language)}`);
  }
  const zh = language === 'zh';
  if (sameDiagnosis > 0) {
    lines.push(
      `    ${zh ? `另有${sameDiagnosis}行诊断相符，其余条件均不符` : `${sameDiagnosis} more rows share the diagnosis alone`}`,
    );
  }
  if (others > 0) lines.push(`    ${zh ? `另有${others}行诊断不符` : `${others} more rows are for other diagnoses`}`);
  return lines;
}

function conditionLine({ kind, asked, found, holds }: DipCondition, language: Language): string {
  const what = CONDITIONS[kind][language];
  const short = asked.length > LONGEST_CELL ? `${asked.slice(0, LONGEST_CELL)}…` : asked;
  return `${holds ? '✓' : '✗'} ${what}${short === '' ? '' : ` ${short}`}${found.length > 0 ? ` ← ${found.join(', ')}` : ''}`;
}

/** Cells of the directory list up to hundreds of codes. Unit: signs. */
const LONGEST_CELL = 60;
