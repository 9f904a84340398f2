import type { BuilderResults } from './directory-builder.js';
import { SEED, type DrgResults } from './drg-grouping.js';
import type { Circumstances } from './machine.js';
import { medianRatio } from './measure.js';

/** The line without which no figure means anything. */
export function printMachine(machine: Circumstances): void {
  const parts = Object.entries(machine).map(([name, value]) => `${name} ${value}`);
  console.log(parts.join(' · '));
}

/** Grouping under DRG as a table; ratios are those to the plain interpreter in the same rounds. */
export function printDrgResults({ scheme, cases, fingerprint, measured }: DrgResults, rounds: number, peakMiB: number): void {
  console.log(
    `\n${scheme} · ${cases} · seed ${SEED} · ${rounds} rounds · answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`,
  );
  console.log('| what | median /s | slowest - fastest | times the plain interpreter |');
  console.log('| --- | ---: | ---: | ---: |');
  for (const one of measured) {
    const { name, operation, median, slowest, fastest } = one;
    const ratio = operation === 'group one case' ? medianRatio(one, measured[0]!).toFixed(1) : '';
    console.log(`| ${name} | ${figure(median)} | ${figure(slowest)} - ${figure(fastest)} | ${ratio} |`);
  }
  console.log(`\npeak resident memory of this process: ${peakMiB} MiB`);
}

/** The build of a directory, one figure a line. */
export function printBuilderResults(results: BuilderResults): void {
  console.log('\nbuild a directory from CSV, one thread, one round');
  for (const [name, value] of Object.entries(results)) console.log(`${name} ${value}`);
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
