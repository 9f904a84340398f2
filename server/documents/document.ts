import type { Selectable } from 'kysely';
import type { BilingualText } from '../../reference-data/index.js';
import type { Tables } from '../store/index.js';

type DocumentRow = Selectable<Tables['document']>;

/** What can be uploaded, put in force from a day on, and replaced by a next version. */
export type DocumentKind = DocumentRow['kind'];

/** What each kind is called. */
export const KIND_WORDS: Readonly<Record<DocumentKind, string>> = {
  scheme: '分组方案 (scheme)',
  'payment-policy': '支付政策 (payment policy)',
  'grouping-policy': '分组政策 (grouping policy)',
  budget: '预算 (budget)',
  weights: '权重与分值 (table of weights)',
};

/** A version of a scheme, policy, budget or table of weights. */
export interface Document {
  readonly id: string;
  readonly kind: DocumentKind;
  /** A scheme's identifier; a policy's region; of a budget region and year, of weights scheme and region. */
  readonly name: string;
  /** From 1; 0 of what ships or was imported by the command line. */
  readonly version: number;
  /** Empty where it holds everywhere. */
  readonly region: string;
  readonly title: BilingualText;
  /** `shipped`: it comes with the program or was imported by the command line, and holds on every day. */
  readonly state: DocumentRow['state'] | 'shipped';
  /** First day in force and the day after the last, `YYYY-MM-DD`. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** The day that weights hold from by their own word. */
  readonly ownDay: string | null;
  /** What a scheme groups by. */
  readonly schemeKind: 'drg' | 'dip' | null;
  /** The scheme that weights are of. */
  readonly scheme: string | null;
  /** SHA-256 of its text, or of its tables. */
  readonly checksum: string;
  /** Keys. */
  readonly uploadedBy: string | null;
  readonly uploadedAt: Date | null;
  readonly activatedBy: string | null;
  readonly activatedAt: Date | null;
  readonly retiredBy: string | null;
  readonly retiredAt: Date | null;
}

/** A document that stands on the shelf, or lies at a path that ships. */
export interface StoredDocument extends Document {
  readonly at: { readonly item: string } | { readonly path: string };
}

/** A row as a document. */
export const documentOf = (row: DocumentRow): StoredDocument => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  version: row.version,
  region: row.region,
  title: { zh: row.title_zh, en: row.title_en },
  state: row.state,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  ownDay: row.own_day,
  schemeKind: row.scheme_kind,
  scheme: row.scheme,
  checksum: row.checksum,
  uploadedBy: row.uploaded_by,
  uploadedAt: row.uploaded_at,
  activatedBy: row.activated_by,
  activatedAt: row.activated_at,
  retiredBy: row.retired_by,
  retiredAt: row.retired_at,
  at: { item: row.item },
});

/** The day that it is in China. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
