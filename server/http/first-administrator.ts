import { ApiKeys, SYSTEM, type Store } from '../store/index.js';

/** Unit: milliseconds. */
const A_YEAR = 365 * 86_400_000;

/** Without any administrator nobody could let anybody in: one is made, or the key that was chosen is taken. */
export async function ensureAdministrator(store: Store, chosen: string | undefined): Promise<string | undefined> {
  const terms = {
    role: 'admin',
    region: '',
    institution: '',
    purpose: 'first administrator',
    expiresAt: new Date(Date.now() + A_YEAR),
  } as const;
  return store.unit(SYSTEM, async ({ db }) => {
    const keys = new ApiKeys(db);
    if (chosen !== undefined) {
      if (!(await keys.knows(chosen))) await keys.issue(terms, chosen);
      return undefined;
    }
    return (await keys.hasAdministrator(new Date())) ? undefined : (await keys.issue(terms)).key;
  });
}
