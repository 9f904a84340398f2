import type { DischargeDraft } from './discharge-draft.js';
import type { SourceRow } from './source-row.js';
import { ageBetween, readAge, type StatedAge } from './values/read-age.js';
import { readMoment, type Moment } from './values/read-moment.js';
import { readDecimal } from './values/read-number.js';

/** Dialects that state an age below one year in days alone. */
const LEAVE_YEARS_EMPTY = new Set(['interface', 'list', 'chinese']);

/**
 * Reads the age on admission. Ranges are the grouper's to check; here only what is no number is refused. The birth date is read in this
 * function and leaves it as an age.
 */
export function readAgeFields(row: SourceRow, draft: DischargeDraft, admission: Moment | undefined): void {
  const mayBeDecimal = row.dialect === 'interface';
  const stated = statedIn(row, draft, 'ageYears', 'age-out-of-range', (text) => readAge(text, 'years', mayBeDecimal));
  const inDays =
    statedIn(row, draft, 'ageDays', 'age-days-out-of-range', (text) => readAge(text, 'days')) ??
    statedIn(row, draft, 'ageMonths', 'age-days-out-of-range', (text) => readAge(text, 'months'));
  const ofBirth = ageFromBirthDate(row, admission);
  const refused = draft.reasons.some(({ code }) => code === 'age-out-of-range');
  const years = refused ? undefined : (stated?.years ?? yearsWithoutStatement(row, inDays) ?? ofBirth?.years);
  draft.set('ageYears', years);
  setDays(draft, row, years, inDays?.days === undefined ? stated : inDays, ofBirth);
}

function setDays(
  draft: DischargeDraft,
  row: SourceRow,
  years: number | undefined,
  stated: StatedAge | undefined,
  ofBirth: ReturnType<typeof ageFromBirthDate>,
): void {
  const isInfant = years === undefined || years === 0;
  const isStated = stated?.days !== undefined;
  if ((!isStated || stated.isEstimated) && isInfant && ofBirth?.years === 0) {
    draft.set('ageDays', ofBirth.days);
    return;
  }
  // Exports fill the days of everybody else with 0: that contradicts nothing.
  if (!isStated || (stated.days === 0 && !isInfant)) return;
  draft.set('ageDays', stated.days);
  if (!stated.isEstimated || !isInfant) return;
  const field = (['ageMonths', 'ageDays', 'ageYears'] as const).find((one) => row.text(one) !== '')!;
  draft.note('age-days-estimated', `${row.header(field)}=${row.text(field)}`);
}

function statedIn(
  row: SourceRow,
  draft: DischargeDraft,
  field: 'ageYears' | 'ageDays' | 'ageMonths',
  fault: 'age-out-of-range' | 'age-days-out-of-range',
  read: (text: string) => StatedAge | undefined,
): StatedAge | undefined {
  const text = row.text(field);
  if (text === '') return undefined;
  const age = read(text);
  if (age === undefined) draft.note(fault, text);
  return age;
}

/** Where a list leaves the years of infants empty, days alone say that it is one. */
function yearsWithoutStatement(row: SourceRow, inDays: StatedAge | undefined): number | undefined {
  if (inDays?.days === undefined || !LEAVE_YEARS_EMPTY.has(row.dialect)) return undefined;
  return inDays.days > 0 || row.text('ageYears') === '' ? 0 : undefined;
}

function ageFromBirthDate(row: SourceRow, admission: Moment | undefined): ReturnType<typeof ageBetween> {
  const text = row.text('birthDate');
  const birth = text === '' ? undefined : readMoment(text);
  return birth === undefined || admission === undefined ? undefined : ageBetween(birth, admission);
}

/** Reads the weights of newborns. A weight of 0 beside an age of a year or more states nothing. */
export function readWeights(row: SourceRow, draft: DischargeDraft): void {
  const { ageYears, ageDays } = draft.discharge;
  const isNewborn = ageYears === 0 && (ageDays === undefined || ageDays <= 28);
  for (const field of ['birthWeightGrams', 'admissionWeightGrams'] as const) {
    const text = row.text(field);
    if (text === '') continue;
    const grams = readDecimal(text.normalize('NFKC').replace(/(?:克|g)$/i, ''));
    if (grams === undefined) draft.note(isNewborn ? 'newborn-weight-out-of-range' : 'weight-ignored', text);
    // The interface allows two decimals; grams are whole from here on, and a weight below 100 keeps failing its check.
    else if (grams !== 0 || isNewborn) draft.set(field, grams >= 100 ? Math.round(grams) : Math.floor(grams));
  }
}
