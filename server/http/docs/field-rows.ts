import type { JsonSchema } from '../openapi/document.js';

/** A field of a body, with the names of those around it: `payers[].amount`. */
export interface FieldRow {
  readonly name: string;
  readonly type: string;
  /** Name of the schema that says more of it. */
  readonly refersTo: string | undefined;
  readonly isRequired: boolean;
  readonly description: string;
}

/** What is said of the fields of a schema, depth first; a schema with a name of its own is told of where it stands. */
export function fieldRows(schema: JsonSchema, around = ''): readonly FieldRow[] {
  const alternatives = schema.anyOf?.filter(({ properties }) => properties !== undefined) ?? [];
  if (alternatives.length > 0) return ofAny(alternatives.map((one) => fieldRows(one, around)));
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const { inner, suffix } = inside(field);
    const path = `${around}${name}${suffix}`;
    const row: FieldRow = {
      name: path,
      type: field.default === undefined ? typeOf(field) : `${typeOf(field)} = ${JSON.stringify(field.default)}`,
      refersTo: inner.$ref?.split('/').at(-1),
      isRequired: required.includes(name),
      description: field.description ?? '',
    };
    return [row, ...fieldRows(inner, `${path}.`)];
  });
}

/** What a list holds, however deep. */
function inside(field: JsonSchema): { readonly inner: JsonSchema; readonly suffix: string } {
  if (field.items === undefined) return { inner: field, suffix: '' };
  const { inner, suffix } = inside(field.items);
  return { inner, suffix: `[]${suffix}` };
}

/** Fields that several alternatives have stand once; one that is not needed by all of them is not needed. */
function ofAny(alternatives: readonly (readonly FieldRow[])[]): readonly FieldRow[] {
  const rows = new Map(alternatives.flat().map((row) => [row.name, row]));
  const isNeeded = (name: string): boolean =>
    alternatives.every((some) => some.some((row) => row.name === name && row.isRequired));
  return [...rows.values()].map((row) => ({ ...row, isRequired: isNeeded(row.name) }));
}

/** `integer 0–9`, `text ≤ 200`, `employee | resident`, `text or number`. */
export function typeOf(schema: JsonSchema): string {
  const { $ref, type, enum: words, const: only, anyOf, items, pattern } = schema;
  if ($ref !== undefined) return $ref.split('/').at(-1)!;
  if (words !== undefined) return words.map(String).join(' | ');
  if (only !== undefined) return String(only);
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(' / ');
  if (items !== undefined) return `[${typeOf(items)}]${boundsOf(schema.minItems, schema.maxItems)}`;
  if (pattern !== undefined) return `string ${pattern}`;
  const named = typeof type === 'string' ? type : (type?.join(' / ') ?? 'any');
  return `${named}${boundsOf(schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength)}`;
}

/** Bounds that JSON has anyway say nothing. */
function boundsOf(least: number | undefined, most: number | undefined): string {
  const from = least === undefined || least <= Number.MIN_SAFE_INTEGER ? '' : String(least);
  const to = most === undefined || most >= Number.MAX_SAFE_INTEGER ? '' : String(most);
  if (to === '') return from === '' || from === '0' ? '' : ` ≥ ${from}`;
  return from === '' ? ` ≤ ${to}` : ` ${from}–${to}`;
}
