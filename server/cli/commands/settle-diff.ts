import type { Language } from '../../../reference-data/index.js';
import { diffRunFolders, type PlaceDifference, type RunsDifference } from '../../settlement/diff-runs.js';
import { print, type CommandContext } from '../console.js';
import { textTable } from '../text-table.js';

/** `dianzhi settle diff RUN RUN`. */
export async function diffRuns(
  one: string,
  other: string,
  { json = false }: { readonly json?: boolean },
  { language }: CommandContext,
): Promise<void> {
  const difference = await diffRunFolders(one, other);
  if (json) print(`${JSON.stringify(jsonOf(difference))}\n`);
  else print(`${printed(difference, language)}\n`);
}

function jsonOf({ one, other, inputs, places }: RunsDifference): object {
  const [a, b] = [one, other].map(({ fingerprint, identity: { region, period } }) => ({ region, period, fingerprint }));
  return { one: a, other: b, inputs, places };
}

function printed({ one, other, inputs, places }: RunsDifference, language: Language): string {
  const zh = language === 'zh';
  const names = [one, other].map(
    ({ identity, fingerprint }) => `${identity.region} ${identity.period} ${fingerprint.slice(0, 12)}`,
  );
  const lines = [`${names[0]} ↔ ${names[1]}`];
  if (inputs.length > 0)
    lines.push(
      zh ? '输入不同：' : 'Inputs that differ:',
      ...inputs.map(({ what, recorded, now }) => `  ${what}: ${recorded} → ${now}`),
    );
  if (places.length === 0) lines.push(zh ? '机构和步骤全部一致' : 'Every hospital and every step is the same');
  for (const place of places) lines.push('', ...placeLines(place, language));
  return lines.join('\n');
}

function placeLines({ fund, hospital, pool, figures, steps }: PlaceDifference, language: Language): readonly string[] {
  const name = [fund, pool, hospital].filter((part) => part !== '').join(' · ');
  const rows = [
    ...figures.map(({ what, one, other }) => [what, one, other]),
    ...steps.flatMap((step) => [
      [`${step.rule} ${step[language]}`, step.one, step.other],
      ...step.because.map(({ what, one, other }) => [`    ${what}`, one, other]),
    ]),
  ];
  const columns = [{ title: name }, { title: '1', isNumber: true }, { title: '2', isNumber: true }];
  return textTable(columns, rows);
}
