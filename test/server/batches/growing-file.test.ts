import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingFile } from '../../../server/batches/growing-file.js';
import { temporaryFolder } from '../../command-line.js';

const path = join(temporaryFolder(), 'rows');

test('what is written is read, in whatever steps and however its reader waits', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), fc.nat(3), async (parts, turns) => {
      writeFileSync(path, '');
      const file = new GrowingFile(path);
      const write = async () => {
        let length = 0;
        for (const part of parts) {
          appendFileSync(path, part);
          file.grow((length += part.length));
          for (let turn = 0; turn < turns; turn++) await setImmediate();
        }
        file.end();
      };
      const [read] = await Promise.all([buffer(file.bytes()), write()]);
      expect(read).toEqual(Buffer.concat(parts));
    }),
    { numRuns: 60 },
  );
});

test('nobody takes a part for the whole: nothing ends before it is said to be whole', async () => {
  writeFileSync(path, 'abcdef');
  const file = new GrowingFile(path);
  file.grow(3);
  const bytes = file.bytes();
  expect(Buffer.from((await bytes.next()).value!).toString()).toBe('abc');
  const next = bytes.next();
  expect(await Promise.race([next, setImmediate('waits')])).toBe('waits');
  file.breakOff(new Error('disk full'));
  await expect(next).rejects.toThrow('disk full');
});
