import { z } from 'zod';
import { EVIDENCE } from '../../../pricing/index.js';
import { DIP_OPERATORS, PROCEDURE_CODE_READINGS, REGION_CODE, SCHEME_ID } from '../../../reference-data/index.js';
import { UploadChecks, type Documents } from '../../documents/index.js';
import type { ImportedForm } from '../../schemes/import-from-file.js';
import type { Route } from '../route.js';
import { policyName, schemeId } from '../wire-names.js';
import { COLLECTIONS, day } from './document-wire.js';
import { dryRun, TABLE_FILE, uploadRoute, YAML_FILE } from './uploading.js';

const words = z.string().min(1).max(200);

const schemeQuery = z
  .strictObject({
    form: z.enum(['drg-workbook', 'dip-workbook', 'dip-directory']),
    id: z
      .string()
      .regex(SCHEME_ID)
      .refine((id) => !/\.(partial|old)$/.test(id)),
    /** Where it holds: the key's own region without it. */
    region: z
      .string()
      .regex(/^(\d{2,6})?$/)
      .optional(),
    name: words.optional(),
    edition: words.optional(),
    effectiveFrom: day.optional(),
    source: words.optional(),
    newbornWeight: z.enum(['admission', 'birth']).optional(),
    whenNoDrgRow: z.enum(['adrg', 'next']).default('adrg'),
    columns: z.string().max(2000).includes('=').optional(),
    operators: z.enum(DIP_OPERATORS).optional(),
    procedureCodes: z.enum(PROCEDURE_CODE_READINGS).default('restore'),
    dryRun,
  })
  .refine(({ form, region = '' }) => form !== 'dip-directory' || REGION_CODE.test(region), {
    path: ['region'],
    message: '地方目录须有六位区划代码 (a directory of a region needs its six digits)',
  });

const weightsQuery = z.strictObject({
  scheme: schemeId,
  policy: policyName,
  source: words.optional(),
  clause: words.optional(),
  evidence: z.enum(EVIDENCE).optional(),
  effectiveFrom: day.optional(),
  dryRun,
});

const TABLE_PROBLEMS = ['REFERENCE_DATA_NOT_A_SPREADSHEET', 'REFERENCE_DATA_SPREADSHEET_TOO_LARGE'] as const;
const BUDGET_PROBLEMS = [
  'PRICING_BUDGET_INVALID',
  'PRICING_BUDGET_DOES_NOT_ADD_UP',
  'PRICING_BUDGET_GROWTH',
  'PRICING_BUDGET_RESERVE',
  'PRICING_BUDGET_REWRITTEN',
  'DOCUMENTS_UNKNOWN',
] as const;

/** Uploads of schemes, policies, budgets and weights. */
export function documentUploads(documents: Documents): readonly Route[] {
  const checks = new UploadChecks();
  return [
    uploadRoute(documents, checks, {
      collection: COLLECTIONS.schemes,
      query: schemeQuery,
      files: TABLE_FILE,
      problems: ['SERVER_SCHEME_REFUSED', 'DOCUMENTS_EXISTS', ...TABLE_PROBLEMS],
      upload({ query, caller }) {
        const { id, name = id, edition, effectiveFrom, source, region = caller.region } = query;
        const { newbornWeight = query.form === 'drg-workbook' ? 'admission' : 'birth' } = query;
        const said = {
          id,
          name,
          newbornWeight,
          ...(edition === undefined ? {} : { edition }),
          ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
          ...(source === undefined ? {} : { sourceText: source }),
        };
        return { kind: 'scheme', words: said, how: { ...query, region } as ImportedForm, region };
      },
    }),
    uploadRoute(documents, checks, {
      collection: COLLECTIONS.policies,
      query: z.strictObject({ dryRun }),
      files: YAML_FILE,
      problems: ['PRICING_POLICY_INVALID', 'REFERENCE_DATA_POLICY_INVALID', 'DOCUMENTS_FORM'],
      upload: () => ({ kind: 'policy' }),
    }),
    uploadRoute(documents, checks, {
      collection: COLLECTIONS.budgets,
      query: z.strictObject({ policy: policyName.optional(), dryRun }),
      files: YAML_FILE,
      problems: BUDGET_PROBLEMS,
      async upload({ scope, query: { policy } }) {
        const limits = policy === undefined ? undefined : await documents.open(scope, 'payment-policy', policy);
        return { kind: 'budget', policy: limits?.path };
      },
    }),
    uploadRoute(documents, checks, {
      collection: COLLECTIONS.weights,
      query: weightsQuery,
      files: TABLE_FILE,
      problems: ['SERVER_WEIGHTS_REFUSED', 'DOCUMENTS_UNKNOWN', ...TABLE_PROBLEMS],
      async upload({ scope, query: { scheme, policy, source, clause, evidence, effectiveFrom } }) {
        const { path: schemeFolder } = await documents.open(scope, 'scheme', scheme);
        const { path } = await documents.open(scope, 'payment-policy', policy);
        return { kind: 'weights', schemeFolder, policy: path, source, clause, evidence, effectiveFrom };
      },
    }),
  ];
}
