import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openCaseSource, type OpenCaseSourceOptions, type ReadCase } from '../../../server/intake/index.js';

const folder = mkdtempSync(join(tmpdir(), 'dianzhi-intake-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

/** Writes a file of this name into a folder of its own. */
export function caseFile(name: string, content: string | Buffer): string {
  const path = join(folder, `${++files}-${name}`);
  writeFileSync(path, content);
  return path;
}

export async function readCases(path: string, options: Partial<OpenCaseSourceOptions> = {}) {
  const source = await openCaseSource({ path, ...options });
  try {
    const cases: ReadCase[] = [];
    for await (const batch of source.batches()) cases.push(...batch);
    return { description: source.description, columns: await source.columns(), cases, progress: source.progress() };
  } finally {
    await source.close();
  }
}

/** The cases of a text, by default a canonical CSV. */
export async function casesOf(content: string | Buffer, name = 'cases.csv', options: Partial<OpenCaseSourceOptions> = {}) {
  return (await readCases(caseFile(name, content), options)).cases;
}

/** The reasons as `code` or `code:detail`. */
export function reasonsOf({ reasons }: ReadCase): string[] {
  return reasons.map(({ code, detail }) => (detail === undefined ? code : `${code}:${detail}`));
}

export async function errorCodeOf(act: () => Promise<unknown>): Promise<unknown> {
  try {
    await act();
    return 'no error';
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
}

let gbkOf: Map<string, number[]> | undefined;

/** The bytes of a text in GBK, which Node can only decode: its two-byte sequences are decoded one by one and looked up backwards. */
export function gbk(text: string): Buffer {
  if (gbkOf === undefined) {
    gbkOf = new Map();
    const decoder = new TextDecoder('gbk');
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        const sign = second === 0x7f ? '' : decoder.decode(Uint8Array.of(first, second));
        if (sign.length === 1 && sign !== '\ufffd') gbkOf.set(sign, [first, second]);
      }
    }
  }
  return Buffer.from([...text].flatMap((sign) => (sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : gbkOf!.get(sign)!)));
}
