import { createHash } from 'node:crypto';
import { auditEntry } from './audited.js';
import { HttpError } from './errors.js';
import type { Call, Change, Changed, Route } from './route.js';
import { printJson } from './send-answer.js';
import { findAnswer, keepAnswer, type AuditLog, type Store, type Unit, type Wish } from '../store/index.js';

/** An answer as it goes out. */
export interface PrintedAnswer {
  readonly status: number;
  readonly text: string;
  /** Nothing was changed: it was done before. */
  readonly isRepeated: boolean;
}

/** Carries out the changes that routes ask for. */
export class Changes {
  readonly #store: Store;
  readonly #audit: AuditLog;

  constructor(store: Store, audit: AuditLog) {
    this.#store = store;
    this.#audit = audit;
  }

  /** @param word The `Idempotency-Key` of the request. @param said What is asked for beside the body. @throws HTTP_IDEMPOTENCY_KEY_REUSED, HTTP_ANSWER_NOT_KEPT, and what the change throws */
  async carryOut({ change, status = 200 }: Route, call: Call, word: string | undefined, said: string): Promise<PrintedAnswer> {
    const wish = word === undefined ? undefined : { keyId: call.caller.keyId, word, asked: askedIn(call, said) };
    const before = wish === undefined ? undefined : await this.#doneBefore(call, wish);
    if (before !== undefined) return before;
    const prepared = await change!.prepare?.(call);
    try {
      const { changed, text } = await this.#store.unit(call.scope, (unit) =>
        this.#write(unit, { change: change!, call, prepared, wish, status }),
      );
      change!.afterwards?.(changed);
      return { status, text, isRepeated: false };
    } catch (error) {
      if (error instanceof TakenBack) return { status: 200, text: error.text, isRepeated: false };
      if (error instanceof FulfilledMeanwhile) return (await this.#doneBefore(call, wish!))!;
      throw error;
    } finally {
      await change!.cleanUp?.(prepared);
    }
  }

  async #write(unit: Unit, { change, call, prepared, wish, status }: Wanted): Promise<{ changed: Changed; text: string }> {
    const changed = await change.write(unit, call, prepared);
    const text = printJson(changed.answer);
    if (changed.isDry === true) throw new TakenBack(text);
    const { object, ...rest } = changed;
    await this.#audit.addIn(unit.db, auditEntry(call, change.action, object, rest));
    const answer = { status, text: change.isSecret === true ? undefined : text };
    if (wish !== undefined && !(await keepAnswer(unit, wish, answer))) throw new FulfilledMeanwhile();
    return { changed, text };
  }

  async #doneBefore(call: Call, wish: Wish): Promise<PrintedAnswer | undefined> {
    const kept = await this.#store.unit(call.scope, (unit) => findAnswer(unit, wish));
    if (kept === undefined) return undefined;
    if (kept.asked !== wish.asked) throw new HttpError('HTTP_IDEMPOTENCY_KEY_REUSED');
    if (kept.text === undefined) throw new HttpError('HTTP_ANSWER_NOT_KEPT');
    return { status: kept.status, text: kept.text, isRepeated: true };
  }
}

interface Wanted {
  readonly change: Change<unknown, unknown, unknown>;
  readonly call: Call;
  readonly prepared: unknown;
  readonly wish: Wish | undefined;
  readonly status: number;
}

/** Ends the transaction of a change that was only tried. */
class TakenBack extends Error {
  readonly text: string;

  constructor(text: string) {
    super('taken back');
    this.text = text;
  }
}

/** Ends the transaction of a change that the same caller had carried out by another request while it ran. */
class FulfilledMeanwhile extends Error {}

/** Of a file what is said around it is taken: to hold it against the first, it would have to come in whole. */
const askedIn = ({ body }: Call, said: string): string =>
  createHash('sha256')
    .update(JSON.stringify([said, body ?? null]))
    .digest('hex');
