// npm run policy-schema: writes the JSON Schema by which editors complete and check payment policies. To be run after a change of any
// section of a policy.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyJsonSchema, SECTIONS } from './dist/pricing/index.js';

const path = join(import.meta.dirname, 'reference-data', 'regions', 'payment-policy.schema.json');
writeFileSync(path, `${JSON.stringify(policyJsonSchema(SECTIONS), null, 1)}\n`);
