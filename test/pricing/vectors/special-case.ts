import { parseBounds, WorkingDays, type HolidayRow } from '../../../reference-data/index.js';
import { parseYuan } from '../../../pricing/money.js';
import {
  groundTable,
  lastWorkingDay,
  panelDecision,
  shareOfCount,
  unmetConditions,
  type ReviewFacts,
  type Vote,
} from '../../../pricing/review/index.js';
import { numberOf, type Adapter, type Inputs } from './vector.js';

export const specialCase: Adapter = (inputs) => {
  if ('discharges' in inputs) return { quota: String(shareOfCount(Number(inputs['discharges']), numberOf(inputs, 'share'))) };
  if ('applied' in inputs) return { maxSwap: String(shareOfCount(Number(inputs['applied']), numberOf(inputs, 'swapShare'))) };
  if ('votes' in inputs) return decided(inputs);
  if ('workingDays' in inputs) return window(inputs);
  return 'weightGram' in inputs ? newborn(inputs) : highCost(inputs);
};

function decided(inputs: Inputs) {
  const rule = { minimumExperts: Number(inputs['minimumExperts']), majority: parseBounds('> 0.5')! };
  return { result: panelDecision(inputs['votes'] as unknown as Vote[], rule) };
}

function window({ from, workingDays, holidays }: Inputs) {
  const rows = (holidays as unknown as string[]).map((day): HolidayRow => ({
    from: day,
    until: day,
    kind: 'holiday',
    name: '节日',
    document: '文件',
    number: '1号',
  }));
  return { lastDay: lastWorkingDay(from!, Number(workingDays), new WorkingDays(rows)) };
}

function newborn(inputs: Inputs) {
  const when = {
    weightGrams: `< ${inputs['weightBelowGram']!}`,
    costToCityMean: `>= ${inputs['cityMultiple']!}`,
    costToGroupMean: `>= ${inputs['groupMultiple']!}`,
  };
  const facts = {
    weightGrams: Number(inputs['weightGram']),
    cost: parseYuan(inputs['cost']!),
    cityMean: parseYuan(inputs['cityMean']!),
    groupMean: parseYuan(inputs['groupMean']!),
  };
  return { eligible: answer(facts, when) };
}

function highCost(inputs: Inputs) {
  const facts = { cost: parseYuan(inputs['cost']!), standard: parseYuan(inputs['standard']!) };
  return { mayApply: answer(facts, { costToStandard: `> ${inputs['multiple']!}` }) };
}

function answer(facts: ReviewFacts, when: Readonly<Record<string, string>>): string {
  const [ground] = groundTable.parse([{ id: 'example', name: { zh: '例', en: 'example' }, when }]);
  return unmetConditions(facts, ground!).length === 0 ? 'yes' : 'no';
}
