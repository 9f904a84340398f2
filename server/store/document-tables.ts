import type { Generated } from 'kysely';
import type { SetOnce } from './column-types.js';

/** A version of a scheme, policy, budget or table of weights. */
export interface DocumentRow {
  readonly id: string;
  readonly kind: 'scheme' | 'payment-policy' | 'grouping-policy' | 'budget' | 'weights';
  readonly name: string;
  readonly version: number;
  /** Empty where it holds everywhere. */
  readonly region: string;
  readonly title_zh: string;
  readonly title_en: string;
  /** Of a scheme. */
  readonly scheme_kind: 'drg' | 'dip' | null;
  /** Of weights. */
  readonly scheme: string | null;
  /** The day that it states itself. */
  readonly own_day: string | null;
  /** Where it stands on the shelf. */
  readonly item: string;
  /** SHA-256 of its text, or of its tables. */
  readonly checksum: string;
  readonly state: Generated<'uploaded' | 'active' | 'retired'>;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly uploaded_by: string;
  readonly uploaded_at: SetOnce<Date>;
  readonly activated_by: string | null;
  readonly activated_at: Date | null;
  readonly retired_by: string | null;
  readonly retired_at: Date | null;
}

/** A file or folder that never changes, under the hash of `files`. */
export interface ShelfItemRow {
  readonly id: string;
  /** What it holds, as JSON: each file with its hash. */
  readonly files: string;
}

/** A part of a file of an item, packed. */
export interface ShelfPieceRow {
  readonly item: string;
  /** Which of the item's files, and which part of it, both from 0. */
  readonly file: number;
  readonly piece: number;
  readonly bytes: Buffer;
}

export interface DocumentTables {
  readonly document: DocumentRow;
  readonly shelf_item: ShelfItemRow;
  readonly shelf_piece: ShelfPieceRow;
}
