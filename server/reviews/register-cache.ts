import { LRUCache } from 'lru-cache';
import { ReviewRegister } from '../../pricing/index.js';
import { followLine, NO_ENTRIES, type RegisterHead } from '../review/register-lines.js';
import type { Unit } from '../store/index.js';

/** A register as it stands after a line. */
export interface RegisterState {
  readonly register: ReviewRegister;
  readonly head: RegisterHead;
}

const NOTHING: RegisterState = { register: new ReviewRegister(), head: NO_ENTRIES };

/** What registers may take together, and an entry of one about. Unit: bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
const ENTRY = 1024;
/** Lines that are read at once. */
const PAGE = 2000;

/** Registers as far as this process has read them: of each only the lines that were added since are read again. */
export class RegisterCache {
  readonly #states = new LRUCache<string, RegisterState>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ head }) => (head.entries + 1) * ENTRY,
  });

  /**
   * The register after its last line that stands. What is handed out is shared: whoever adds to it takes a copy.
   *
   * @param unit One that has added nothing to the register, on the service's behalf.
   * @throws SERVER_REGISTER_INVALID for a line that does not follow from the one before
   */
  async current({ db }: Pick<Unit, 'db'>, id: string): Promise<RegisterState> {
    let state = this.#states.get(id) ?? NOTHING;
    for (;;) {
      const rows = await db
        .selectFrom('review_line')
        .select('line')
        .where('register', '=', id)
        .where('seq', '>', state.head.entries)
        .orderBy('seq')
        .limit(PAGE)
        .execute();
      if (rows.length > 0) {
        state = followed(state, rows, id);
        this.#states.set(id, state);
      }
      if (rows.length < PAGE) return state;
    }
  }
}

function followed(before: RegisterState, rows: readonly { readonly line: string }[], id: string): RegisterState {
  const register = before.register.copy();
  let { head } = before;
  for (const { line } of rows) ({ head } = followLine(register, line, head, id));
  return { register, head };
}
