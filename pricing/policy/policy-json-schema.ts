import { z } from 'zod';
import { policyHead } from './policy-document.js';
import { sectionSchema, type AnySection } from './section.js';

type JsonSchema = Record<string, unknown>;

/** The form of a policy as JSON Schema, by which editors complete and check one while it is written. */
export function policyJsonSchema(sections: readonly AnySection[]): JsonSchema {
  const shape = sections.map((section) => [section.id, sectionSchema(section).optional()] as const);
  const whole = policyHead.extend({ sections: z.strictObject(Object.fromEntries(shape)) });
  return z.toJSONSchema(whole, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
    override: ({ jsonSchema }) => allowPlainScalars(jsonSchema as JsonSchema),
  }) as JsonSchema;
}

/** Here every value is text; an editor takes `10.0946` for a number and `true` for a truth value. */
function allowPlainScalars(schema: JsonSchema): void {
  if (schema['type'] !== 'string') return;
  const choices = schema['enum'];
  if (!Array.isArray(choices)) schema['type'] = ['string', 'number'];
  else if (choices.every((choice) => choice === 'true' || choice === 'false')) {
    schema['type'] = ['string', 'boolean'];
    schema['enum'] = [...choices, true, false];
  }
}
