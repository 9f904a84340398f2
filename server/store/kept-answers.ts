import { sql } from 'kysely';
import type { Unit } from './unit.js';

/** A request that its caller may send again. */
export interface Wish {
  readonly keyId: string;
  /** The caller's own word for it. */
  readonly word: string;
  /** SHA-256 of what is asked. */
  readonly asked: string;
}

/** The answer that a wish had before. */
export interface KeptAnswer {
  readonly asked: string;
  readonly status: number;
  /** undefined where it held a secret. */
  readonly text: string | undefined;
}

/** Unit: hours. */
const KEPT_FOR = 24;

export async function findAnswer({ db }: Unit, { keyId, word }: Wish): Promise<KeptAnswer | undefined> {
  const row = await db
    .selectFrom('kept_answer')
    .select(['asked', 'status', 'answer'])
    .where('key_id', '=', keyId)
    .where('wish', '=', word)
    .where('created_at', '>', oldest())
    .executeTakeFirst();
  return row === undefined ? undefined : { asked: row.asked, status: row.status, text: row.answer ?? undefined };
}

/** Keeps an answer with the change that it tells of. @returns false where the same wish was fulfilled meanwhile: the change must not stand */
export async function keepAnswer(
  { db }: Unit,
  { keyId, word, asked }: Wish,
  answer: Omit<KeptAnswer, 'asked'>,
): Promise<boolean> {
  await db.deleteFrom('kept_answer').where('key_id', '=', keyId).where('created_at', '<=', oldest()).execute();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('kept_answer')
    .values({ key_id: keyId, wish: word, asked, status: answer.status, answer: answer.text ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

const oldest = () => sql<Date>`now() - make_interval(hours => ${KEPT_FOR})`;
