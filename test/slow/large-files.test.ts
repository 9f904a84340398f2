import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROGRAM } from '../command-line.js';
import { Workplace } from '../server/tiny-workplace.js';

const here = new Workplace();
const MILLION = 1_000_000;
/** Far above what a run takes and far below what holding the file would. Unit: MiB. */
const MOST_MEMORY = 400;

// Prints the most memory that the process ever held, behind everything else that it says.
const WATCHED = `process.on('exit', () => require('fs').writeSync(2, '\\nMAXRSS ' + process.resourceUsage().maxRSS));`;
const watch = here.path('watch.cjs');

/** Runs the program and measures it. Unit of memory: MiB; of time: seconds. */
function measured(
  words: readonly string[],
  input?: string,
): { code: number | null; memory: number; seconds: number; stderr: string } {
  here.file('watch.cjs', WATCHED);
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--require', watch, PROGRAM, ...words], {
    cwd: here.folder,
    env: { ...process.env, LANG: 'C', DIANZHI_DATA: here.data },
    stdio: [input === undefined ? 'ignore' : openSync(input, 'r'), 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const memory = Number(/MAXRSS (\d+)/.exec(stderr)?.[1] ?? NaN) / 1024;
  return { code: status, memory, seconds: (performance.now() - started) / 1000, stderr };
}

/** Writes a file in pieces; a million rows at once would be what the program must not do. */
function writeRows(name: string, header: string, row: (number: number) => string, count = MILLION): string {
  const file = openSync(here.path(name), 'w');
  let text = header;
  for (let number = 0; number < count; number++) {
    text += row(number);
    if (text.length < 1 << 20) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
  return here.path(name);
}

/** One line of this many bytes between two rows. */
function writeLongLine(name: string, before: string, piece: string, bytes: number, after: string): string {
  const file = openSync(here.path(name), 'w');
  writeSync(file, before);
  const block = piece.repeat(Math.ceil((1 << 20) / piece.length));
  for (let written = 0; written < bytes; written += block.length) writeSync(file, block);
  writeSync(file, after);
  closeSync(file);
  return here.path(name);
}

const csvRow = (row: number) =>
  `row-${row},${1 + (row % 2)},${row % 90},I63.900,E11.900|I50.900|X${row % 1000},some words that pass through\n`;
const CSV_HEADER = 'caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses,remark\n';
const ndjsonRow = (row: number) =>
  `{"caseId":"row-${row}","sex":${1 + (row % 2)},"ageYears":60,"principalDiagnosis":"I63.900","remark":${row}}\n`;

describe('dianzhi group, a million rows', () => {
  test.each([
    ['CSV to CSV', 'cases.csv', CSV_HEADER, csvRow, 'out.csv', 1],
    ['CSV to NDJSON', 'cases.csv', CSV_HEADER, csvRow, 'out.ndjson', 0],
    ['NDJSON to CSV', 'cases.ndjson', '', ndjsonRow, 'from-ndjson.csv', 1],
  ])('%s in memory that does not grow with the file', (_, name, header, row, output, headerLines) => {
    const small = writeRows(`small-${name}`, header, row, 50_000);
    const large = writeRows(name, header, row);
    const group = (input: string) => measured(['group', '--scheme', 'tiny', '--input', input, '--output', output, '--json']);
    const few = group(small);
    const many = group(large);
    console.log(
      `${name} to ${output}: ${few.memory.toFixed(0)} MiB for 50,000 rows, ${many.memory.toFixed(0)} MiB for 1,000,000 in ${many.seconds.toFixed(1)} s`,
    );
    expect([few.code, many.code]).toEqual([0, 0]);
    expect(many.memory).toBeLessThan(MOST_MEMORY);
    expect(linesOf(output)).toBe(MILLION + headerLines);
  });

  test('from standard input to standard output', () => {
    const input = writeRows('piped.csv', CSV_HEADER, csvRow, 300_000);
    const { code, memory } = measured(['group', '--scheme', 'tiny', '--input', '-', '--output', 'piped-out.csv'], input);
    expect({ code, isSmall: memory < MOST_MEMORY }).toEqual({ code: 0, isSmall: true });
    expect(linesOf('piped-out.csv')).toBe(300_001);
  });
});

describe('dianzhi group, a line of 200 MB', () => {
  const size = 200 << 20;
  test.each([
    ['in a table', 'line.csv', `${CSV_HEADER}a,1,60,I63.900,,\n`, 'x', '\nb,1,60,I63.900,,\n', ['grouped', 'invalid', 'grouped']],
    [
      'in quotes',
      'quoted.csv',
      `${CSV_HEADER}a,1,60,I63.900,,\n`,
      'x',
      '"\nb,1,60,I63.900,,\n',
      ['grouped', 'invalid', 'grouped'],
    ],
    [
      'among JSON lines',
      'line.ndjson',
      '{"caseId":"a","sex":1,"ageYears":60,"principalDiagnosis":"I63.900"}\n{"caseId":"',
      'x',
      '"}\n{"caseId":"b","sex":1,"ageYears":60,"principalDiagnosis":"I63.900"}\n',
      ['grouped', 'invalid', 'grouped'],
    ],
  ])('%s costs that row and little memory', (why, name, before, piece, after, statuses) => {
    writeLongLine(name, why === 'in quotes' ? `${before}c,1,60,I63.900,,"` : before, piece, size, after);
    const { code, memory, seconds, stderr } = measured(['group', '--scheme', 'tiny', '--input', name, '--output', `${name}.csv`]);
    console.log(`200 MB ${why}: ${memory.toFixed(0)} MiB, ${seconds.toFixed(1)} s`);
    expect({ why, code, stderr }).toMatchObject({ why, code: 0 });
    expect(here.rows(`${name}.csv`).map(({ status }) => status)).toEqual(statuses);
    expect(memory).toBeLessThan(MOST_MEMORY);
    expect(seconds).toBeLessThan(60);
    // What cannot be read is not passed on either.
    expect(statSync(here.path(`${name}.csv`)).size).toBeLessThan(10_000);
  });

  test.each([
    ['nothing but the line', 'only.csv', '', 'x', ''],
    ['a header that never ends', 'header.csv', 'caseId,', 'x,', ''],
    ['a JSON array that never ends', 'array.json', '[', '[', ''],
    ['zeros', 'zeros.bin', '', '\0', ''],
  ])('%s is refused with few words and little memory', (why, name, before, piece, after) => {
    writeLongLine(name, before, piece, size, after);
    const { code, memory, seconds, stderr } = measured([
      'group',
      '--scheme',
      'tiny',
      '--input',
      name,
      '--output',
      `${name}-out.csv`,
    ]);
    console.log(`200 MB, ${why}: exit ${code}, ${memory.toFixed(0)} MiB, ${seconds.toFixed(1)} s`);
    expect([0, 3]).toContain(code);
    expect(memory).toBeLessThan(MOST_MEMORY);
    expect(seconds).toBeLessThan(60);
    expect(stderr.length).toBeLessThan(4000);
    if (code === 3) expect(here.names()).not.toContain(`${name}-out.csv`);
  });
});

function linesOf(name: string): number {
  const file = openSync(here.path(name), 'r');
  const buffer = Buffer.alloc(1 << 20);
  let lines = 0;
  for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
    for (let at = buffer.indexOf(10); at !== -1 && at < read; at = buffer.indexOf(10, at + 1)) lines++;
  }
  closeSync(file);
  return lines;
}
