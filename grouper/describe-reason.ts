import { fillIn, type Language } from '../reference-data/index.js';
import { REASONS, type Reason } from './reasons.js';

/** A reason in words. */
export function describeReason({ code, detail }: Reason, language: Language): string {
  return fillIn(REASONS[code].text[language], { detail: detail ?? '' });
}
