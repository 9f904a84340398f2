import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../reference-data/index.js';
import { dianzhi, temporaryFolder } from './command-line.js';

/** Commands of the fenced `sh` blocks that call Dianzhi, as lists of words. */
function commandsIn(readme: string): string[][] {
  const text = readFileSync(join(packageRoot(), readme), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1]!);
  return blocks
    .flatMap((block) => block.trim().split('\n'))
    .filter((line) => line.startsWith('npm run -s dianzhi -- '))
    .map((line) => [...line.slice('npm run -s dianzhi -- '.length).matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)])
    .map((words) => words.map((word) => word[1] ?? word[2] ?? word[3]!));
}

describe('the examples of the READMEs', () => {
  const folder = temporaryFolder();
  // It settles a whole year beside whatever other tests do.
  beforeAll(async () => {
    expect((await dianzhi(['demo'], { cwd: folder, timeLimit: 240_000 })).code).toBe(0);
  }, 300_000);

  test('both languages show the same commands', () => {
    expect(commandsIn('README.zh-CN.md')).toEqual(commandsIn('README.md'));
    expect(commandsIn('README.md').length).toBeGreaterThan(4);
  });

  test.each(commandsIn('README.md').map((words) => [words.join(' '), words] as const))('dianzhi %s', async (_line, words) => {
    const { code, stdout, stderr } = await dianzhi(words, { cwd: folder });
    expect(code, stderr).toBe(0);
    expect(stdout + stderr).not.toBe('');
  });
});
