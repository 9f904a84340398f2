import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** Lines held at once, and with them the memory of a sort. */
const LINES_A_RUN = 100_000;
/** Text is gathered to larger pieces, since a write costs the same for a line as for thousands. Unit: characters. */
const PIECE = 1 << 18;
/** Read at once of each stretch: however many lie side by side, they take little. Unit: bytes. */
const READ_AT_ONCE = 1 << 16;

/**
 * Puts lines in the order of their signs in constant memory: stretches are sorted and set aside as files, and then read side by side.
 * Whatever order they come in, they go out in the same.
 */
export class LineSorter {
  readonly #place: (name: string) => string;
  readonly #linesARun: number;
  readonly #stretches: string[] = [];
  #lines: string[] = [];

  /** @param place Path for a file of this name, which whoever owns the folder removes. */
  constructor(place: (name: string) => string, linesARun = LINES_A_RUN) {
    this.#place = place;
    this.#linesARun = linesARun;
  }

  /** @param lines Without their line feeds. */
  async add(lines: readonly string[]): Promise<void> {
    for (const line of lines) this.#lines.push(line);
    if (this.#lines.length >= this.#linesARun) await this.#setAside();
  }

  /** Every line that was added, in order, some thousands at a time. To be called once. */
  async *sorted(): AsyncGenerator<readonly string[], void, undefined> {
    const last = this.#lines.sort();
    this.#lines = [];
    if (this.#stretches.length === 0) yield last;
    else yield* merged([...this.#stretches.map((path) => linesOf(path)), oneBatch(last)]);
  }

  async #setAside(): Promise<void> {
    const path = this.#place(`stretch-${this.#stretches.length}`);
    const lines = this.#lines.sort();
    this.#lines = [];
    this.#stretches.push(path);
    await writeLines(path, oneBatch(lines), () => {});
  }
}

/** Writes lines to a file, each with its line feed. @param look Sees every line on its way. */
export async function writeLines(
  path: string,
  batches: AsyncIterable<readonly string[]>,
  look: (line: string) => void,
): Promise<void> {
  const file = await open(path, 'w');
  try {
    let text = '';
    for await (const lines of batches) {
      for (const line of lines) {
        look(line);
        text += `${line}\n`;
        if (text.length < PIECE) continue;
        await file.writeFile(text);
        text = '';
      }
    }
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

/**
 * The lines of a file, some hundreds at a time. Only line feeds end a line. Each line is a string of its own: a part of a longer one would
 * keep all of it, and whoever kept a word of a line would keep the file.
 */
export async function* linesOf(path: string): AsyncGenerator<readonly string[], void, undefined> {
  let rest: Buffer = NOTHING;
  for await (const piece of createReadStream(path, { highWaterMark: READ_AT_ONCE })) {
    const bytes = Buffer.concat([rest, piece as Buffer]);
    const lines: string[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      lines.push(bytes.toString('utf8', start, end));
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [rest.toString('utf8')];
}

const LF = 0x0a;
const NOTHING = Buffer.alloc(0);

async function* oneBatch(lines: readonly string[]): AsyncGenerator<readonly string[], void, undefined> {
  if (lines.length > 0) yield lines;
}

/** A sorted stretch, and the line of it that is next. */
interface Stretch {
  readonly batches: AsyncGenerator<readonly string[], void, undefined>;
  lines: readonly string[];
  at: number;
}

const BATCH = 4096;

/** Reads sorted stretches side by side. A heap has the stretch whose next line is first at its top. */
async function* merged(
  sources: readonly AsyncGenerator<readonly string[], void, undefined>[],
): AsyncGenerator<readonly string[], void, undefined> {
  const heap: Stretch[] = [];
  for (const batches of sources) {
    const stretch: Stretch = { batches, lines: [], at: 0 };
    if (await refill(stretch)) heap.push(stretch);
  }
  heap.sort((a, b) => (next(a) < next(b) ? -1 : 1));
  let batch: string[] = [];
  while (heap.length > 0) {
    const top = heap[0]!;
    batch.push(next(top));
    top.at++;
    if (top.at === top.lines.length && !(await refill(top))) {
      const last = heap.pop()!;
      if (heap.length > 0) heap[0] = last;
    }
    sink(heap);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const next = ({ lines, at }: Stretch): string => lines[at]!;

async function refill(stretch: Stretch): Promise<boolean> {
  const { done, value } = await stretch.batches.next();
  if (done === true) return false;
  stretch.lines = value;
  stretch.at = 0;
  return true;
}

/** Lets the top of the heap sink to its place. */
function sink(heap: Stretch[]): void {
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    if (left >= heap.length) return;
    const right = left + 1;
    const child = right < heap.length && next(heap[right]!) < next(heap[left]!) ? right : left;
    if (next(heap[place]!) <= next(heap[child]!)) return;
    [heap[place], heap[child]] = [heap[child]!, heap[place]!];
    place = child;
  }
}
