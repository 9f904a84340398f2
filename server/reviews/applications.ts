import type { Application, ReviewRegister, ReviewState } from '../../pricing/index.js';
import type { Unit } from '../store/index.js';
import type { KeptRegister } from './kept-register.js';

/** What a list of applications is narrowed to, and behind which one it begins. */
export interface ApplicationList {
  readonly period?: string | undefined;
  readonly state?: ReviewState | undefined;
  readonly hospital?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Numbers of the applications that the caller sees. */
export async function listApplications(
  { db }: Pick<Unit, 'db'>,
  { id }: KeptRegister,
  { period, state, hospital, after, limit }: ApplicationList,
): Promise<readonly string[]> {
  let query = db.selectFrom('review_application').select('application').where('register', '=', id);
  if (period !== undefined) query = query.where('period', '=', period);
  if (state !== undefined) query = query.where('state', '=', state);
  if (hospital !== undefined) query = query.where('institution', '=', hospital);
  if (after !== undefined) query = query.where('application', '>', after);
  const rows = await query.orderBy('application').limit(limit).execute();
  return rows.map(({ application }) => application);
}

/** Whether the caller sees an application. */
export async function seesApplication({ db }: Pick<Unit, 'db'>, { id }: KeptRegister, application: string): Promise<boolean> {
  const row = await db
    .selectFrom('review_application')
    .select('application')
    .where('register', '=', id)
    .where('application', '=', application)
    .executeTakeFirst();
  return row !== undefined;
}

/** An application in a list. */
export function briefApplication(register: ReviewRegister, id: string): object {
  const { period, state, case: one } = register.application(id);
  const { caseId, hospital, method, fund, dischargeDate, ground } = one;
  return { application: id, period, state, hospital, caseId, method, fund, dischargeDate, ground };
}

/** Who decided, and how each of them voted, is for the bureau. */
const OF_EXPERTS = ['panel', 'seed', 'votes', 'recused', 'earlierExperts'] as const satisfies readonly (keyof Application)[];

/** An application with its history; as a hospital reads its own, without the experts. */
export function wholeApplication(register: ReviewRegister, id: string, seesExperts: boolean): object {
  const { id: application, ...whole } = register.application(id);
  if (seesExperts) return { application, ...whole };
  const shown = Object.entries(whole).filter(([name]) => !(OF_EXPERTS as readonly string[]).includes(name));
  const history = whole.history.filter(({ action }) => action !== 'draw' && action !== 'vote');
  return { application, ...Object.fromEntries(shown), history };
}
