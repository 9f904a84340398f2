// Values that a schema of the interface allows, and values that hardly any schema does.
import fc from 'fast-check';
import type { JsonSchema } from '../../../server/http/openapi/document.js';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Values that fit a schema, as far as its words tell: what the program asks beyond them may still be wrong. */
export function valuesOf(schema: JsonSchema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  const of = (inner: JsonSchema) => valuesOf(inner, schemas, depth + 1);
  const { $ref, type, anyOf, oneOf, allOf } = schema;
  if (depth > 12) return fc.constant(null);
  if ($ref !== undefined) return of(schemas[$ref.split('/').at(-1)!]!);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(of));
  if (allOf !== undefined) return fc.tuple(...allOf.map(of)).map((parts) => Object.assign({}, ...parts) as unknown);
  if (Array.isArray(type)) return fc.oneof(...type.map((one: string) => of({ ...schema, type: one })));
  switch (type) {
    case 'string':
      return textsOf(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 1000, (schema.minimum ?? 0) + 100_000) });
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: 1_000_000 }).map((cents) => cents / 100);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(of(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.max(schema.minItems ?? 0, 3) });
    case 'object':
      return objectsOf(schema, of);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectsOf(schema: JsonSchema, of: (inner: JsonSchema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const stated = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, of(one)]));
  const known = fc.record(stated, { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return known;
  const names = of(schema.propertyNames ?? { type: 'string' }).map(String);
  return fc
    .tuple(fc.dictionary(names, of(additionalProperties), { maxKeys: 3 }), known)
    .map(([more, one]) => ({ ...more, ...one }));
}

/** Codes and days that mean something, so that requests come further than the first check. */
const WORDS = [
  'chs-drg-starter',
  'demo-dip',
  'demo-drg',
  'I63.900',
  'J96.000',
  '37.5100',
  'H00000000001',
  '420500',
  '2026-01',
  '1',
];

function textsOf({ format, pattern, minLength = 0, maxLength = 300 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
  if (format === 'date-time') return fc.date({ noInvalidDate: true, min: new Date(0) }).map((moment) => moment.toISOString());
  if (format === 'uuid') return fc.uuid();
  const within = (text: string) => text.length >= minLength && text.length <= maxLength;
  const words = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 60) }));
  if (pattern === undefined) return words.map((text) => (within(text) ? text : 'x'.repeat(Math.max(1, minLength))));
  // What looks ahead cannot be drawn from.
  return pattern.includes('(?') ? words : fc.stringMatching(new RegExp(pattern, 'u'));
}

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);

/** What a field may hold of somebody who means no good, or whose program is wrong. */
export const ODD: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1e308, -1e308, 2 ** 53, 0.1 + 0.2, '', ' ', '0', '-0', 'NaN', '1e999', [], {}),
  fc.constantFrom<unknown>(
    '../../etc/passwd',
    "'; drop table api_key; --",
    '{{7*7}}',
    '\ud800',
    '\u202e',
    '\0',
    '=1+1',
    'a'.repeat(20_000),
  ),
  fc.constantFrom<unknown>(
    deep(500),
    Array(5_000).fill('I63.900'),
    JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1}}'),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value with something in it put wrong: a part replaced, left out, doubled, or one more beside it. */
export function spoiled(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, ODD, fc.nat(), fc.nat(), fc.constantFrom('replace', 'leave out', 'add'))
    .map(([value, odd, seed, place, how]) => {
      const whole = structuredClone(value);
      const inside = containersIn(whole);
      if (inside.length === 0) return odd;
      const one = inside[seed % inside.length]!;
      if (Array.isArray(one)) {
        if (how === 'leave out') one.splice(place % (one.length + 1), 1);
        else one.splice(place % (one.length + 1), how === 'replace' ? 1 : 0, odd);
        return whole;
      }
      const names = Object.keys(one);
      const name = names[place % Math.max(1, names.length)] ?? 'nothing';
      if (how === 'leave out') delete one[name];
      else
        Object.defineProperty(one, how === 'replace' ? name : '__proto__', { value: odd, enumerable: true, configurable: true });
      return whole;
    });
}

function containersIn(value: unknown): (unknown[] | Record<string, unknown>)[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(containersIn)];
}
