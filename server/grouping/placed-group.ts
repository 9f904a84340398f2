import type { AnyResult } from './result-shape.js';

/** Where a grouper put a case, as plain codes. */
export interface PlacedGroup {
  /** DRG or DIP group, empty where there is none. */
  readonly group: string;
  /** Of DRG only; empty under DIP. */
  readonly mdc: string;
  readonly severity: string;
}

const NOWHERE: PlacedGroup = { group: '', mdc: '', severity: '' };

/** @param result What the grouper found; undefined where none was asked. */
export function placedGroup(result: AnyResult | undefined): PlacedGroup {
  if (result === undefined || result.status === 'invalid') return NOWHERE;
  if ('drg' in result) return { group: result.drg, mdc: result.mdc, severity: result.severity };
  return 'group' in result ? { group: result.group, mdc: '', severity: '' } : NOWHERE;
}
