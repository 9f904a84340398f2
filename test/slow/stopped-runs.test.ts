import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ended } from '../command-line.js';
import { TINY, writeTables } from '../server/tiny-scheme.js';
import { Workplace } from '../server/tiny-workplace.js';

const here = new Workplace();
/** Where the runs put what they keep for a while: to see that none of it stays. */
const temporary = mkdtempSync(join(tmpdir(), 'dianzhi-stopped-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const ROWS = 400_000;

beforeAll(() => {
  const rows = Array.from({ length: ROWS }, (_, row) => `row-${row},${1 + (row % 2)},60,I63.900,E11.900\n`);
  here.file('many.csv', `caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses\n${rows.join('')}`);
});

/** Runs until `isReached` says that the work has come so far, and then sends the signal. */
function stopWhen(
  isReached: () => boolean,
  signal: NodeJS.Signals,
  args: readonly string[],
  stdin?: string,
): Promise<Ended & { wasReached: boolean }> {
  let wasReached = false;
  const onStart = (child: ChildProcess) => {
    const timer = setInterval(() => {
      if (!isReached()) return;
      wasReached = true;
      clearInterval(timer);
      child.kill(signal);
    }, 1);
    child.on('close', () => clearInterval(timer));
  };
  const options = { onStart, env: { TMPDIR: temporary, LANG: 'C' }, timeLimit: 120_000 };
  return here.run(args, stdin === undefined ? options : { ...options, stdin }).then((ended) => ({ ...ended, wasReached }));
}

const group = (output: string) => ['group', '--scheme', 'tiny', '--input', 'many.csv', '--output', output];
const partialOf = (output: string) => here.names().find((name) => name.startsWith(`${output}.`));
const halfWritten = (output: string) => () => {
  const partial = partialOf(output);
  return partial !== undefined && (statSync(here.path(partial), { throwIfNoEntry: false })?.size ?? 0) > 1_000_000;
};

describe('dianzhi group, stopped', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s in mid-run: exit 130, said so, and nothing is left', async (signal) => {
    const before = here.names();
    const { code, stderr, wasReached } = await stopWhen(halfWritten('stopped.csv'), signal, group('stopped.csv'));
    expect({ code, stderr, wasReached }).toEqual({
      code: 130,
      stderr: 'Stopped; no incomplete output was left.\n',
      wasReached: true,
    });
    expect(here.names()).toEqual(before);
  });

  test('SIGINT while standard input is still coming: exit 130, and no case data stays behind', async () => {
    // The pipe stays open, as that of a person who types, so that only the signal can end the run.
    const spooled = () => readdirSync(temporary).some((name) => name.startsWith('dianzhi-stdin'));
    const args = ['group', '--scheme', 'tiny', '--input', '-', '--output', 'typed.csv'];
    const onStart = (child: ChildProcess) => {
      child.stdin!.end = (() => child.stdin!) as never;
      child.stdin!.write('caseId,sex,ageYears,principalDiagnosis\n');
      const timer = setInterval(() => {
        if (!spooled()) return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 5);
    };
    const { code } = await here.run(args, { onStart, env: { TMPDIR: temporary }, timeLimit: 30_000 });
    expect(code).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
    expect(here.names().filter((name) => name.startsWith('typed'))).toEqual([]);
  });

  test('SIGKILL in mid-run: no file under the final name, what stood there stays, and the next run succeeds', async () => {
    here.file('killed.csv', 'what stood there before');
    const fresh = await stopWhen(halfWritten('fresh.csv'), 'SIGKILL', group('fresh.csv'));
    const { signal, wasReached } = await stopWhen(halfWritten('killed.csv'), 'SIGKILL', group('killed.csv'));
    expect({ signal, wasReached, fresh: fresh.signal }).toEqual({ signal: 'SIGKILL', wasReached: true, fresh: 'SIGKILL' });
    expect(here.names()).not.toContain('fresh.csv');
    expect(here.text('killed.csv')).toBe('what stood there before');
    expect((await here.run(group('killed.csv'), { timeLimit: 120_000 })).code).toBe(0);
    expect(here.text('killed.csv').split('\n')).toHaveLength(ROWS + 2);
  });
});

/** The schemes that were imported, by identifier. */
const listed = async () => {
  const { code, stdout } = await here.dianzhi('schemes', '--json');
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { id: string; builtIn: boolean }[]).filter(({ builtIn }) => !builtIn).map(({ id }) => id);
};

describe('dianzhi import, stopped', () => {
  const big = {
    ...TINY,
    sets: [
      ...TINY.sets,
      ...Array.from({ length: 200_000 }, (_, row) => ({ set: 'DI_B', code: `A00.${row}`, name: '', type: 'DI' })),
    ],
  };
  beforeAll(() => void writeTables(here.path('big'), big));

  test('killed at many moments: the scheme is whole or not there, and --replace keeps the former or gives the new one', async () => {
    const stored = () => readdirSync(here.path('data/schemes'));
    // Every few milliseconds after the working folder is seen, so that some of the kills fall between the two renames.
    for (const delay of [0, 2, 5, 10, 20, 40, 80, 160]) {
      let seen: number | undefined;
      const isTime = () => {
        if (stored().some((name) => name.startsWith('big.'))) seen ??= performance.now();
        return seen !== undefined && performance.now() - seen >= delay;
      };
      await stopWhen(isTime, 'SIGKILL', ['import', 'drg-tables', 'big', '--id', 'big', '--replace']);
      const known = await listed();
      expect(known.filter((id) => id !== 'tiny' && id !== 'big')).toEqual([]);
      if (known.includes('big')) expect((await here.dianzhi('check-scheme', 'big', '--json')).code).toBe(0);
      for (const name of stored()) if (name.startsWith('big.')) rmSync(here.path(`data/schemes/${name}`), { recursive: true });
    }
    expect((await here.dianzhi('import', 'drg-tables', 'big', '--id', 'big', '--replace')).code).toBe(0);
    expect(await listed()).toEqual(['big', 'tiny']);
  });

  test('SIGINT: exit 130 at once, and no scheme', async () => {
    const started = performance.now();
    const { code } = await stopWhen(() => performance.now() - started > 600, 'SIGINT', [
      'import',
      'drg-tables',
      'big',
      '--id',
      'stopped',
    ]);
    expect(code).toBe(130);
    expect(await listed()).not.toContain('stopped');
  });
});
