import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../reference-data/index.js';

const CHECKLIST = /^## OWASP API Security Top 10 \(2023\)$([\s\S]*?)^## /m;

/** A proof as the checklist writes it: a file in backquotes, a colon, the name of a test. */
const PROOF = /`([\w/.-]+\.test\.ts)`: (.+?)(?=; `|$)/g;

const rows = (CHECKLIST.exec(readFileSync(join(packageRoot(), 'server', 'README.md'), 'utf8'))?.[1] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| API'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the checklist of risks', () => {
  test('has all ten', () => {
    expect(rows.map(([, risk]) => /^API(\d+) /.exec(risk!)?.[1])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  test.each(rows.map(([, risk, , proofs]) => [risk!, proofs!]))('%s is proven by tests that there are', (_, cell) => {
    const proofs = [...cell.matchAll(PROOF)];
    expect(proofs).not.toEqual([]);
    for (const [, file, name] of proofs) {
      const source = readFileSync(join(packageRoot(), 'test', file!), 'utf8');
      const isNamed = [`'${name}'`, `"${name}"`].some((quoted) => source.includes(quoted));
      expect(isNamed, `${file}: ${name}`).toBe(true);
    }
  });
});

/** Ways to ask somebody on a network. What listens, and the driver of the database, are none. */
const ASKS =
  /(?:[=(,]|=>|await|return|globalThis\.)\s*fetch\(|new (?:WebSocket|EventSource|XMLHttpRequest)\b|from '(?:undici|axios|got|node:(?:https|http2|net|tls|dgram|dns)[^']*)'|\{[^}]*\b(?:request|get)\b[^}]*\} from 'node:http'/;

test('the program asks nobody on a network but its database', () => {
  const folders = ['reference-data', 'grouper', 'pricing', 'server'].map((folder) => join(packageRoot(), folder));
  const sources = folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(300);
  // Types ask nothing.
  const codeOf = (path: string) => readFileSync(path, 'utf8').replaceAll(/^import type .*$/gm, '');
  expect(sources.filter((path) => ASKS.test(codeOf(path)))).toEqual([]);
});
