import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { cases, smallBudget, smallPolicy, WEIGHTS } from '../server/settlement/small-region.js';
import { Workplace } from '../server/tiny-workplace.js';

const here = new Workplace();
const ROWS = 15_000;
const ROUNDS = 8;
/** Printed with every failure: the moments are drawn from it. */
const SEED = 20261122;

beforeAll(async () => {
  here.file('policy.yaml', smallPolicy());
  here.file('budget.yaml', smallBudget({ income: '300000000' }));
  here.file('weights.csv', WEIGHTS);
  const rows = Array.from({ length: ROWS }, (_, at) => ({ caseId: `C${at}`, hospitalId: `H${at % 40}` }));
  here.file('cases.csv', cases(...rows));
  const words = ['import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
  expect((await here.dianzhi(...words)).code).toBe(0);
  const { code, stderr } = await here.run(settle('month', 'months/2026-01'), LONG);
  expect(code, stderr).toBe(0);
});

const LONG = { timeLimit: 120_000 };
const PERIOD = {
  month: ['--month', '2026-01'],
  year: ['--year', '2026', '--months', 'months/2026-01'],
} as const;
const settle = (kind: 'month' | 'year', output: string): string[] => {
  const inputs = ['--policy', 'policy.yaml', '--scheme', 'tiny', '--budget', 'budget.yaml', '--cases', 'cases.csv'];
  return ['settle', kind, ...inputs, ...PERIOD[kind], '--output', output, '--lang', 'en'];
};

/** Numbers from 0 to 1 that are the same for the same seed. */
function* moments(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** What a run holds, by file; where its inputs lay is left out, as `verify` leaves it out. */
const contentOf = (run: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(here.path(run))
      .filter((name) => name !== 'places.json')
      .map((name) => [name, here.text(join(run, name))]),
  );

describe.each(['month', 'year'] as const)(`dianzhi settle %s, killed at any moment, seed ${SEED}`, (kind) => {
  test('is there completely or not at all, and the same command then settles as if nothing had been', async () => {
    const started = performance.now();
    const whole = await here.run(settle(kind, `${kind}-whole/run`), LONG);
    expect(whole.code, whole.stderr).toBe(0);
    let took = performance.now() - started;
    const content = contentOf(`${kind}-whole/run`);
    expect(content.size).toBeGreaterThan(6);
    const dice = moments(SEED);
    let [killed, inTheMidst] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const [folder, run] = [`${kind}-${round}`, `${kind}-${round}/run`];
      // A run stands for the commands that come later, so that each round has a folder of its own.
      const share = 0.2 + dice.next().value * 0.85;
      const { signal } = await here.run(settle(kind, run), {
        ...LONG,
        onStart: (child) => void wait(took * share).then(() => child.kill('SIGKILL')),
      });
      if (signal === 'SIGKILL') killed++;
      const left = existsSync(here.path(folder)) ? readdirSync(here.path(folder)) : [];
      if (left.some((name) => name.endsWith('.partial'))) inTheMidst++;
      const isThere = left.includes('run');
      if (isThere) expect({ share, content: contentOf(run) }).toEqual({ share, content });
      const restarted = performance.now();
      const again = await here.run(settle(kind, run), LONG);
      // The machine may have become faster or slower: the next moment is one of a run as it is now.
      if (!isThere) took = performance.now() - restarted;
      if (isThere)
        expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/\[SETTLEMENT_(MONTH_SETTLED|YEAR_FINAL)\]/)]);
      else
        expect({ share, code: again.code, stderr: again.code === 0 ? '' : again.stderr }).toEqual({ share, code: 0, stderr: '' });
      expect({ share, left: readdirSync(here.path(folder)) }).toEqual({ share, left: ['run'] });
      expect({ share, content: contentOf(run) }).toEqual({ share, content });
      rmSync(here.path(folder), { recursive: true });
    }
    // Moments at which nothing was being done would prove nothing.
    expect(killed).toBeGreaterThan(1);
    expect(inTheMidst).toBeGreaterThan(0);
  });
});
