import { z } from 'zod';
import { isCalendarDate } from '../../../reference-data/index.js';
import type { Document, DocumentKind } from '../../documents/index.js';

/** `YYYY-MM-DD` */
export const day = z.string().refine(isCalendarDate, 'YYYY-MM-DD');

/** Something that is uploaded version by version, as the interface calls it. */
export interface Collection {
  readonly path: '/v1/schemes' | '/v1/policies' | '/v1/budgets' | '/v1/weights';
  readonly kinds: readonly DocumentKind[];
  /** As the audit log has it. */
  readonly noun: string;
  readonly words: { readonly zh: string; readonly en: string };
  /** Whether a version is a text that is answered with. */
  readonly isText: boolean;
}

/** What can be uploaded. */
export const COLLECTIONS = {
  schemes: {
    path: '/v1/schemes',
    kinds: ['scheme'],
    noun: 'scheme',
    words: { zh: '分组方案', en: 'scheme' },
    isText: false,
  },
  policies: {
    path: '/v1/policies',
    kinds: ['payment-policy', 'grouping-policy'],
    noun: 'policy',
    words: { zh: '政策', en: 'policy' },
    isText: true,
  },
  budgets: {
    path: '/v1/budgets',
    kinds: ['budget'],
    noun: 'budget',
    words: { zh: '预算', en: 'budget' },
    isText: true,
  },
  weights: {
    path: '/v1/weights',
    kinds: ['weights'],
    noun: 'weights',
    words: { zh: '权重与分值', en: 'table of weights' },
    isText: false,
  },
} as const satisfies Record<string, Collection>;

/** A version, as it is shown. */
export const shownDocument = z.object({
  id: z.string(),
  kind: z.enum(['scheme', 'payment-policy', 'grouping-policy', 'budget', 'weights']),
  name: z.string(),
  version: z.int(),
  region: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  state: z.enum(['uploaded', 'active', 'retired', 'shipped']),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  ownDay: z.string().nullable(),
  schemeKind: z.enum(['drg', 'dip']).nullable(),
  scheme: z.string().nullable(),
  checksum: z.string(),
  uploadedBy: z.string().nullable(),
  uploadedAt: z.string().nullable(),
  activatedBy: z.string().nullable(),
  activatedAt: z.string().nullable(),
  retiredBy: z.string().nullable(),
  retiredAt: z.string().nullable(),
});

/** Field by field: what else stands with a document is nobody's business. */
export const documentRecord = ({ uploadedAt, activatedAt, retiredAt, ...said }: Document): z.infer<typeof shownDocument> =>
  shownDocument.parse({
    ...said,
    uploadedAt: uploadedAt?.toISOString() ?? null,
    activatedAt: activatedAt?.toISOString() ?? null,
    retiredAt: retiredAt?.toISOString() ?? null,
  });
