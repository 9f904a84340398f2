import { spawnSync, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAM, run, type Ended } from '../command-line.js';
import { TINY, writeTables } from '../server/tiny-scheme.js';
import { Workplace } from '../server/tiny-workplace.js';

const here = new Workplace();
/** Where the runs put what they keep for a while: to see that none of it stays. */
const temporary = mkdtempSync(join(tmpdir(), 'dianzhi-stopped-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const ROWS = 400_000;
/** When the cases were written, as far as files tell: a time that can be set again. Unit: seconds. */
const WRITTEN = 1_767_225_600;

/** Whether a small disk can be had, to be filled. */
const canMount =
  process.platform === 'linux' && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', temporary]).status === 0;

beforeAll(() => {
  const rows = Array.from({ length: ROWS }, (_, row) => `row-${row},${1 + (row % 2)},60,I63.900,E11.900\n`);
  here.file('many.csv', `caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses\n${rows.join('')}`);
  utimesSync(here.path('many.csv'), WRITTEN, WRITTEN);
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

const group = (output: string, ...more: string[]) => [
  'group',
  '--scheme',
  'tiny',
  '--input',
  'many.csv',
  '--output',
  output,
  ...more,
];
const resume = (output: string, ...more: string[]) => here.run(group(output, '--resume', ...more), { timeLimit: 120_000 });
const sizeOf = (name: string) => statSync(here.path(name), { throwIfNoEntry: false })?.size ?? 0;
/** Whether some of the work is done and noted, and some is not. */
const halfDone = (output: string) => () =>
  sizeOf(`${output}.partial`) > 1_000_000 && here.names().includes(`${output}.progress`) && hasPlace(output);
const hasPlace = (output: string) => here.text(`${output}.progress`).includes('"inputPosition"');

const KEPT = 'Stopped; what is done is kept, and the same command with --resume goes on from there.\n';
const NOT_KEPT = 'Stopped; no incomplete output was left.\n';

/** The result of the same run without a stop. */
let whole: Buffer;
beforeAll(async () => {
  expect((await here.run(group('whole.csv'), { timeLimit: 120_000 })).code).toBe(0);
  whole = readFileSync(here.path('whole.csv'));
});
const isWhole = (output: string) => readFileSync(here.path(output)).equals(whole);

/** How many rows had been done, as a summary says it. */
const resumedRows = (stderr: string) => Number(/^Resumed: (\d+) rows had been done$/m.exec(stderr)?.[1] ?? 0);

/** Stops a run half-way, so that something is there to be gone on with. */
async function stopped(output: string): Promise<void> {
  const { signal } = await stopWhen(halfDone(output), 'SIGKILL', group(output));
  expect({ signal, hasPlace: hasPlace(output) }).toEqual({ signal: 'SIGKILL', hasPlace: true });
}

describe('dianzhi group, stopped', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s in mid-run: exit 130, what is done is kept, and --resume gives the same bytes',
    async (signal) => {
      const output = `${signal}.csv`;
      here.file(output, 'what stood there before');
      const before = here.names();
      const { code, stderr, wasReached } = await stopWhen(halfDone(output), signal, group(output));
      expect({ code, stderr, wasReached }).toEqual({ code: 130, stderr: KEPT, wasReached: true });
      expect(here.names()).toEqual([...before, `${output}.partial`, `${output}.progress`].sort());
      expect(here.text(output)).toBe('what stood there before');
      const again = await resume(output);
      expect({ code: again.code, isWhole: isWhole(output) }).toEqual({ code: 0, isWhole: true });
      expect(resumedRows(again.stderr)).toBeGreaterThan(0);
      expect(resumedRows(again.stderr)).toBeLessThan(ROWS);
      expect(again.stderr).toContain(`Rows ${ROWS} in`);
      expect(here.names()).toEqual(before);
    },
  );

  test('SIGINT in a run that cannot be gone on with, of a JSON array: said so, and nothing is left', async () => {
    const row = (number: number) => `${JSON.stringify({ caseId: `row-${number}`, sex: 1, principalDiagnosis: 'I63.900' })}`;
    here.file('many.json', `[${Array.from({ length: ROWS / 2 }, (_, number) => row(number)).join(',\n')}]`);
    const before = here.names();
    const partial = () => here.names().some((name) => /^lines\.csv\..*partial$/.test(name) && sizeOf(name) > 100_000);
    const words = ['group', '--scheme', 'tiny', '--input', 'many.json', '--input-format', 'ndjson', '--output', 'lines.csv'];
    const { code, stderr, wasReached } = await stopWhen(partial, 'SIGINT', words);
    expect({ code, stderr, wasReached }).toEqual({ code: 130, stderr: NOT_KEPT, wasReached: true });
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

  test('SIGKILL in mid-run: no file under the final name, what stood there stays, and the next run starts over', async () => {
    here.file('killed.csv', 'what stood there before');
    const fresh = await stopWhen(halfDone('fresh.csv'), 'SIGKILL', group('fresh.csv'));
    const { signal, wasReached } = await stopWhen(halfDone('killed.csv'), 'SIGKILL', group('killed.csv'));
    expect({ signal, wasReached, fresh: fresh.signal }).toEqual({ signal: 'SIGKILL', wasReached: true, fresh: 'SIGKILL' });
    expect(here.names()).not.toContain('fresh.csv');
    expect(here.text('killed.csv')).toBe('what stood there before');
    for (const output of ['killed.csv', 'fresh.csv']) {
      const { code, stderr } = await here.run(group(output), { timeLimit: 120_000 });
      expect({ code, isWhole: isWhole(output), resumed: resumedRows(stderr) }).toEqual({ code: 0, isWhole: true, resumed: 0 });
    }
    expect(here.names().filter((name) => /partial|progress/.test(name))).toEqual([]);
  });

  test('stopped again and again, with another number of threads each time: the same bytes in the end', async () => {
    const done: number[] = [];
    for (const threads of ['1', '2', '3']) {
      const isFurther = () => halfDone('often.csv')() && sizeOf('often.csv.partial') > (done.at(-1) ?? 0) + 3_000_000;
      const { code, stderr } = await stopWhen(isFurther, 'SIGINT', group('often.csv', '--resume', '--threads', threads));
      expect({ code, stderr }).toEqual({ code: 130, stderr: KEPT });
      done.push(sizeOf('often.csv.partial'));
    }
    const { code, stderr } = await resume('often.csv', '--threads', '2', '--json');
    expect({ code, stderr, isWhole: isWhole('often.csv') }).toEqual({ code: 0, stderr: '', isWhole: true });
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  test('the figures of a resumed run are those of one that was not stopped', async () => {
    await stopped('figures.csv');
    const figures = (stdout: string) => {
      const { seconds: _, resumedRows: rows, output: _output, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
      return { rows, rest };
    };
    const { rows, rest } = figures((await resume('figures.csv', '--json')).stdout);
    expect(rows).toBeGreaterThan(0);
    const other = figures((await here.run(group('figures-2.csv', '--json'), { timeLimit: 120_000 })).stdout);
    expect(other).toEqual({ rows: undefined, rest });
  });
});

describe('dianzhi group --resume', () => {
  test('with nothing to go on with it just runs', async () => {
    const { code, stderr } = await resume('nothing.csv');
    expect({ code, isWhole: isWhole('nothing.csv'), resumed: resumedRows(stderr) }).toEqual({
      code: 0,
      isWhole: true,
      resumed: 0,
    });
  });

  test('another input, scheme or format is refused and named; what is done stays and can be gone on with', async () => {
    await here.dianzhi('import', 'drg-tables', 'tables', '--id', 'other', '--newborn-weight', 'birth');
    await stopped('differs.csv');
    const kept = here.names();
    const partial = readFileSync(here.path('differs.csv.partial'));
    const input = here.path('many.csv');
    const words = (scheme: string, ...more: string[]) =>
      ['group', '--scheme', scheme, '--input', 'many.csv', '--output', 'differs.csv', '--resume'].concat(more);
    const later = () => utimesSync(input, WRITTEN + 5, WRITTEN + 5);
    const asBefore = () => utimesSync(input, WRITTEN, WRITTEN);
    for (const [what, prepare, args] of [
      ['input', later, words('tiny')],
      ['scheme', asBefore, words('other')],
      ['options', asBefore, words('tiny', '--output-format', 'ndjson')],
      ['options', asBefore, words('tiny', '--encoding', 'utf-8')],
      ['input, scheme', later, words('other')],
    ] as const) {
      prepare();
      const { code, stderr } = await here.run(args);
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`The stopped run to differs.csv was another: ${what}.`) as string,
      });
      expect(stderr).toContain('[SERVER_RESUME_DIFFERS]');
      expect(here.names()).toEqual(kept);
    }
    asBefore();
    expect(readFileSync(here.path('differs.csv.partial')).equals(partial)).toBe(true);
    expect((await resume('differs.csv')).code).toBe(0);
    expect(isWhole('differs.csv')).toBe(true);
    rmSync(here.path('data/schemes/other'), { recursive: true });
  });

  test.each([
    ['a partial result that is shorter than it was', 'partial', () => truncateSync(here.path('lost.csv.partial'), 1000)],
    ['no partial result', 'partial', () => rmSync(here.path('lost.csv.partial'))],
    ['progress that cannot be read', 'progress', () => void here.file('lost.csv.progress', '{"identity":')],
    ['progress of nothing', 'progress', () => void here.file('lost.csv.progress', '{}')],
  ])('%s: it starts over', async (_why, _what, damage) => {
    await stopped('lost.csv');
    damage();
    const { code, stderr } = await resume('lost.csv');
    expect({ code, isWhole: isWhole('lost.csv'), resumed: resumedRows(stderr) }).toEqual({ code: 0, isWhole: true, resumed: 0 });
    expect(here.names().filter((name) => /partial|progress/.test(name))).toEqual([]);
  });

  test('a partial result to which a killed run wrote more than it noted: the rest is written anew', async () => {
    await stopped('more.csv');
    appendFileSync(here.path('more.csv.partial'), 'half a row of a chunk that was not do');
    expect((await resume('more.csv')).code).toBe(0);
    expect(isWhole('more.csv')).toBe(true);
  });

  test('where the output is no file there is nothing to go on with: refused', async () => {
    for (const output of ['-', '/dev/null']) {
      const { code, stderr } = await here.run(group(output, '--resume', '--output-format', 'csv'));
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('[SERVER_OPTION_INVALID]') as string });
    }
  });
});

describe('dianzhi group while another run writes the same output', () => {
  test('the second is refused, with --resume and without, and the first ends as if nothing had been', async () => {
    let first: ChildProcess | undefined;
    const ended = here.run(group('shared.csv'), { onStart: (child) => (first = child), timeLimit: 120_000 });
    while (!halfDone('shared.csv')()) await new Promise((resolve) => setTimeout(resolve, 1));
    first!.kill('SIGSTOP');
    for (const more of [[], ['--resume']]) {
      const { code, stderr } = await here.run(group('shared.csv', ...more));
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`Process ${first!.pid} is writing shared.csv`) as string,
      });
      expect(stderr).toContain('[SERVER_OUTPUT_IN_USE]');
    }
    first!.kill('SIGCONT');
    expect((await ended).code).toBe(0);
    expect(isWhole('shared.csv')).toBe(true);
  });
});

describe('dianzhi group, failing', () => {
  /** Ends a worker thread as soon as the condition holds. */
  const CRASH = `
    const { existsSync, readFileSync } = require('node:fs');
    const { isMainThread } = require('node:worker_threads');
    const workers = [];
    process.on('worker', (worker) => workers.push(worker));
    const timer = setInterval(() => {
      const path = process.env.CRASH_WHEN;
      if (!isMainThread || !existsSync(path) || !readFileSync(path, 'utf8').includes('"inputPosition"')) return;
      clearInterval(timer);
      workers[0].terminate();
    }, 1);
    timer.unref();
  `;

  test('a worker thread that stops in mid-run: exit 1 with a message, what is done is kept, --resume gives the same bytes', async () => {
    const preload = here.file('crash.cjs', CRASH);
    const args = ['--require', preload, PROGRAM, ...group('crash.csv', '--threads', '2')];
    const env = { DIANZHI_DATA: here.data, CRASH_WHEN: here.path('crash.csv.progress') };
    const { code, stderr } = await run(process.execPath, args, { cwd: here.folder, env, timeLimit: 120_000 });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `A worker thread stopped: worker exited with code: 1. No incomplete result was put in place. Try again; where memory is short, with --threads 1. [SERVER_WORKER_STOPPED]\n${KEPT}`,
    });
    expect(here.names()).not.toContain('crash.csv');
    const again = await resume('crash.csv');
    expect({ code: again.code, isWhole: isWhole('crash.csv') }).toEqual({ code: 0, isWhole: true });
    expect(resumedRows(again.stderr)).toBeGreaterThan(0);
  });

  test('results that grow beyond the largest file allowed: exit 2, what is done is kept, and with more room --resume goes on', async () => {
    // What a shell allows stands for what a disk holds. Unit: blocks of 1024 bytes.
    const limited = ['-c', 'ulimit -f 6000; exec "$0" "$@"', process.execPath, PROGRAM, ...group('limited.csv')];
    const options = { cwd: here.folder, env: { DIANZHI_DATA: here.data }, timeLimit: 120_000 };
    const { code, stderr } = await run('bash', limited, options);
    expect(stderr).toContain('limited.csv cannot be written');
    expect({ code, isToldToResume: stderr.endsWith(KEPT) }).toEqual({ code: 2, isToldToResume: true });
    expect(here.names()).not.toContain('limited.csv');
    expect((await resume('limited.csv')).code).toBe(0);
    expect(isWhole('limited.csv')).toBe(true);
  });

  test.skipIf(!canMount)(
    `a disk that is full: the same${canMount ? '' : ' [left out: nothing can be mounted here]'}`,
    async () => {
      const disk = here.path('disk');
      mkdirSync(disk);
      const mount = (size: string, ...more: string[]) => {
        const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', [...more, `size=${size}`].join(','), 'tmpfs', disk]);
        expect(status).toBe(0);
      };
      mount('6m');
      try {
        here.file('disk/out.csv', 'what stood there before');
        const { code, stderr } = await here.run(group('disk/out.csv'), { timeLimit: 120_000 });
        expect(stderr).toContain('disk/out.csv cannot be written: 磁盘已满 (the disk is full)');
        expect({ code, isToldToResume: stderr.endsWith(KEPT) }).toEqual({ code: 2, isToldToResume: true });
        expect(here.text('disk/out.csv')).toBe('what stood there before');
        mount('600m', 'remount');
        const again = await resume('disk/out.csv');
        expect({ code: again.code, isWhole: isWhole('disk/out.csv') }).toEqual({ code: 0, isWhole: true });
        expect(resumedRows(again.stderr)).toBeGreaterThan(0);
        expect(readdirSync(disk)).toEqual(['out.csv']);
      } finally {
        spawnSync('umount', [disk]);
      }
    },
  );

  test.each(['1', '2'])('a reader that closes the pipe early: no fault and no word of one, %s thread(s)', async (threads) => {
    const command = `"$0" "$@" | head -1; exit "\${PIPESTATUS[0]}"`;
    const args = ['-c', command, process.execPath, PROGRAM, ...group('-', '--threads', threads)];
    const ended = await run('bash', args, { cwd: here.folder, env: { DIANZHI_DATA: here.data }, timeLimit: 120_000 });
    const header = whole.toString('utf8', 0, whole.indexOf('\n') + 1);
    expect(ended).toEqual({ code: 0, signal: null, stdout: header, stderr: '' });
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
    const isWriting = () => readdirSync(here.path('data/schemes')).some((name) => name.startsWith('stopped.'));
    const { code } = await stopWhen(isWriting, 'SIGINT', ['import', 'drg-tables', 'big', '--id', 'stopped']);
    expect(code).toBe(130);
    expect(await listed()).not.toContain('stopped');
  });
});
