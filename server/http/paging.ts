import { z } from 'zod';
import { HttpError } from './errors.js';

/** How long a page is, and behind which row it begins. Extended by what else a list can be asked. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(400).optional(),
});

/** A page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}

/** The schema of a page, for the document of the interface. */
export const pageOfSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** What one of the values that a list is sorted by may be. */
export type PlaceShape = (text: string) => boolean;

export const A_TIME: PlaceShape = (text) => {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString() === text;
};
export const A_NUMBER: PlaceShape = (text) => /^\d{1,18}$/.test(text);
export const A_NAME: PlaceShape = (text) => text.length <= 200 && !text.includes('\0');

/** Where a page begins: the values that the row before it is sorted by. @throws HTTP_BODY_INVALID where nobody gave out that cursor */
export function placeOf(cursor: string | undefined, ...shapes: readonly PlaceShape[]): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  const place = parsed(Buffer.from(cursor, 'base64url').toString('utf8'));
  const isPlace =
    Array.isArray(place) &&
    place.length === shapes.length &&
    shapes.every((fits, at) => typeof place[at] === 'string' && fits(place[at]));
  if (!isPlace) throw new HttpError('HTTP_BODY_INVALID', { why: 'cursor' });
  return place as readonly string[];
}

/**
 * Cuts a page.
 *
 * @param rows One more than the page holds, where there are so many: then there is a next page.
 * @param sortedBy The values that rows are sorted by.
 */
export function pageOf<Item>(rows: readonly Item[], limit: number, sortedBy: (row: Item) => readonly string[]): Page<Item> {
  const items = rows.slice(0, limit);
  const isMore = rows.length > limit;
  return { items, next: isMore ? Buffer.from(JSON.stringify(sortedBy(items.at(-1)!))).toString('base64url') : null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
