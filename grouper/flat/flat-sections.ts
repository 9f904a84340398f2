import assert from 'node:assert/strict';

/** What a section holds: integers, bytes, numbers, or texts. */
export type SectionValue = Int32Array | Uint8Array | Float64Array | readonly string[];

/** Named parts of a compiled scheme, as they are packed and read back. */
export type Sections = Readonly<Record<string, SectionValue>>;

type SectionKind = 'int32' | 'uint8' | 'float64' | 'texts';

/** Where a section lies, in bytes from the start of the buffer. */
interface SectionEntry {
  readonly kind: SectionKind;
  readonly offset: number;
  readonly byteLength: number;
}

/** First bytes of every packed form: a file that lacks them is none. */
const MAGIC = 'DZFLAT1\n';
/** Behind the mark stands the length of the table of sections. Unit: bytes. */
const TABLE_AT = MAGIC.length + 8;
/** Numbers of eight bytes must lie at multiples of eight. */
const ALIGNMENT = 8;

/**
 * Packs sections into one piece of shared memory: threads read it without copying, and a file can hold it as it is.
 * The same sections give the same bytes.
 */
export function packSections(sections: Sections): SharedArrayBuffer {
  const parts = Object.entries(sections).map(([name, value]) => ({ name, kind: kindOf(value), bytes: bytesOf(value) }));
  const table: Record<string, SectionEntry> = {};
  // The table says where sections lie and lies before them, so its own length must be known: offsets count from its end.
  let end = 0;
  for (const { name, kind, bytes } of parts) {
    table[name] = { kind, offset: end, byteLength: bytes.byteLength };
    end = aligned(end + bytes.byteLength);
  }
  const head = Buffer.from(JSON.stringify(table));
  const start = aligned(TABLE_AT + head.length);
  const shared = new SharedArrayBuffer(start + end);
  const all = Buffer.from(shared);
  all.write(MAGIC, 0, 'latin1');
  all.writeUInt32LE(head.length, MAGIC.length);
  all.set(head, TABLE_AT);
  for (const { name, bytes } of parts) all.set(bytes, start + table[name]!.offset);
  return shared;
}

/** Reads what `packSections` packed. Arrays are views of the same memory; only texts are made anew. */
export class FlatSections {
  readonly buffer: SharedArrayBuffer;
  readonly #start: number;
  readonly #table: Readonly<Record<string, SectionEntry>>;

  constructor(buffer: SharedArrayBuffer) {
    const all = Buffer.from(buffer);
    assert(isPacked(all), 'the buffer holds packed sections');
    const length = all.readUInt32LE(MAGIC.length);
    this.buffer = buffer;
    this.#start = aligned(TABLE_AT + length);
    this.#table = JSON.parse(all.toString('utf8', TABLE_AT, TABLE_AT + length)) as Record<string, SectionEntry>;
    const ends = Object.values(this.#table).map(({ offset, byteLength }) => aligned(offset + byteLength));
    assert(this.#start + Math.max(0, ...ends) === all.length, 'the buffer ends where the last of its sections does');
  }

  int32(name: string): Int32Array {
    const { offset, byteLength } = this.#entry(name, 'int32');
    return new Int32Array(this.buffer, offset, byteLength / 4);
  }

  uint8(name: string): Uint8Array {
    const { offset, byteLength } = this.#entry(name, 'uint8');
    return new Uint8Array(this.buffer, offset, byteLength);
  }

  float64(name: string): Float64Array {
    const { offset, byteLength } = this.#entry(name, 'float64');
    return new Float64Array(this.buffer, offset, byteLength / 8);
  }

  texts(name: string): readonly string[] {
    const { offset, byteLength } = this.#entry(name, 'texts');
    return JSON.parse(Buffer.from(this.buffer, offset, byteLength).toString('utf8')) as string[];
  }

  #entry(name: string, kind: SectionKind): SectionEntry {
    const entry = this.#table[name];
    assert(entry?.kind === kind, `section ${name} is there and holds ${kind}`);
    return { ...entry, offset: this.#start + entry.offset };
  }
}

/** Whether bytes begin as a packed form does. */
export function isPacked(bytes: Uint8Array): boolean {
  return bytes.length >= TABLE_AT && Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/** The sections of a part under a name of their own: `codes` and `slots` become `codes.slots`. */
export function prefixed(prefix: string, sections: Sections): Sections {
  return Object.fromEntries(Object.entries(sections).map(([name, value]) => [`${prefix}.${name}`, value]));
}

function kindOf(value: SectionValue): SectionKind {
  if (value instanceof Int32Array) return 'int32';
  if (value instanceof Uint8Array) return 'uint8';
  return value instanceof Float64Array ? 'float64' : 'texts';
}

function bytesOf(value: SectionValue): Uint8Array {
  if (!ArrayBuffer.isView(value)) return Buffer.from(JSON.stringify(value));
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
