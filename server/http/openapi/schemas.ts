import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { JsonSchema } from './document.js';

const WITHIN = '#/$defs/';
const SHARED = '#/components/schemas/';

/** Turns the schemas that requests are held against into those of the document; what has a name of its own stands there once. */
export class DocumentSchemas {
  readonly #named = new Map<string, JsonSchema>();

  /** The schemas with names. */
  get named(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** @param io What a caller sends may leave out more than what is answered. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $schema: _, $defs = {}, id, ...bare } = z.toJSONSchema(schema, { io, reused: 'inline' });
    for (const [name, definition] of Object.entries($defs)) this.#name(name, definition);
    if (id === undefined) return pointed(bare) as JsonSchema;
    this.#name(id, bare);
    return { $ref: `${SHARED}${id}` };
  }

  #name(name: string, definition: object): void {
    const { id: _, ...bare } = pointed(definition) as JsonSchema & { readonly id?: string };
    const known = this.#named.get(name);
    assert(known === undefined || isDeepStrictEqual(known, bare), `there is one schema ${name}`);
    this.#named.set(name, bare);
  }
}

/** The same with references into the document. */
function pointed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(pointed);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([name, value]) =>
    name === '$ref' && typeof value === 'string' ? [name, value.replace(WITHIN, SHARED)] : [name, pointed(value)],
  );
  return Object.fromEntries(entries);
}
