import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ServerError } from '../errors.js';
import { followLine, type RegisterLine } from '../review/register-lines.js';
import { asService, type Unit } from '../store/index.js';
import { addLines, holdRegister } from './enter-lines.js';
import { registerOfRegion, type KeptRegister, type RegionOfRegister } from './kept-register.js';
import type { RegisterCache } from './register-cache.js';

/** Lines that are read at once. */
const PAGE = 2000;

/** A line of a register, with its number. */
interface NumberedLine {
  readonly seq: number;
  readonly line: string;
}

/** Lines behind one, as far as they are read at once. @param unit One that sees all of them. */
export function linesAfter({ db }: Pick<Unit, 'db'>, id: string, seq: number): Promise<readonly NumberedLine[]> {
  return db
    .selectFrom('review_line')
    .select(['seq', 'line'])
    .where('register', '=', id)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(PAGE)
    .execute();
}

/** The lines of a register as its file would have them. @param linesBehind Reads the next ones: none at the end. */
export async function* registerBytes(linesBehind: (seq: number) => Promise<readonly NumberedLine[]>): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ;) {
    const rows = await linesBehind(seq);
    if (rows.length === 0) return;
    yield Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
    seq = rows.at(-1)!.seq;
  }
}

/**
 * Writes the register of a region as the file that `dianzhi review` and `settle --review` read.
 *
 * @param unit One of the service itself.
 * @returns false where the region has no register
 */
export async function registerFile(unit: Pick<Unit, 'db'>, region: RegionOfRegister, path: string): Promise<boolean> {
  const kept = await registerOfRegion(unit, region);
  if (kept === undefined) return false;
  await pipeline(Readable.from(registerBytes((seq) => linesAfter(unit, kept.id, seq))), createWriteStream(path, { mode: 0o600 }));
  return true;
}

/**
 * Takes in the lines of a file: those that the register has must be the same, and the others follow them.
 *
 * @returns how many were added
 * @throws SERVER_REGISTER_INVALID for the first line that is another or does not follow
 */
export async function takeInRegister(unit: Unit, cache: RegisterCache, kept: KeptRegister, text: string): Promise<number> {
  await holdRegister(unit, kept);
  const state = await asService(unit, () => cache.current(unit, kept.id));
  const lines = text.split('\n');
  const invalid = (line: number, why: string) => new ServerError('SERVER_REGISTER_INVALID', { path: kept.id, line, why });
  if (lines.pop() !== '') throw invalid(lines.length + 1, '末行未写完 (the last line is not complete)');
  const known = await asService(unit, () => knownLines(unit, kept.id));
  if (lines.length < known.length) throw invalid(lines.length + 1, `< ${known.length}`);
  const other = known.findIndex((line, at) => line !== lines[at]);
  if (other >= 0) throw invalid(other + 1, '与登记簿不同 (the register has another)');
  const register = state.register.copy();
  const added: RegisterLine[] = [];
  let { head } = state;
  for (const line of lines.slice(known.length)) {
    const followed = followLine(register, line, head, kept.id);
    added.push(followed);
    ({ head } = followed);
  }
  await addLines(unit, kept, register, added);
  return added.length;
}

async function knownLines(unit: Pick<Unit, 'db'>, id: string): Promise<readonly string[]> {
  let text = '';
  for await (const piece of registerBytes((seq) => linesAfter(unit, id, seq))) text += Buffer.from(piece).toString('utf8');
  return text === '' ? [] : text.slice(0, -1).split('\n');
}
