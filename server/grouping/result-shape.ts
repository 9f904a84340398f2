import { printReason, type DipResult, type GroupResult } from '../../grouper/index.js';

/** What any grouper finds. */
export type AnyResult = GroupResult | DipResult;

/** How the results of one kind of scheme stand in a file and in a summary. */
export interface ResultShape<R extends AnyResult = AnyResult> {
  /** Columns that every result begins with. */
  readonly columns: readonly string[];
  /** The values of `columns`. */
  values(caseId: string, result: R): string[];
  /** The group that a grouped case counts under in the summary. */
  groupOf(result: R): { readonly code: string; readonly name: string } | undefined;
}

/** DRG: MDC, ADRG and DRG with the severity. */
export const DRG_SHAPE: ResultShape<GroupResult> = {
  columns: ['caseId', 'status', 'mdc', 'adrg', 'drg', 'drgName', 'severity', 'reasons'],
  values(caseId, result) {
    const reasons = result.reasons.map(printReason).join('|');
    if (result.status === 'invalid') return [caseId, 'invalid', '', '', '', '', '', reasons];
    return [caseId, result.status, result.mdc, result.adrg, result.drg, result.drgName, result.severity, reasons];
  },
  groupOf: (result) => (result.status === 'grouped' ? { code: result.drg, name: result.drgName } : undefined),
};

/** DIP: layer and group with what the row took of the case, and the candidates that lost. */
export const DIP_SHAPE: ResultShape<DipResult> = {
  columns: [
    'caseId',
    'status',
    'layer',
    'group',
    'groupName',
    'attribute',
    'matchedProcedures',
    'leftOverProcedures',
    'primaryCare',
    'subtype',
    'coefficient',
    'points',
    'candidates',
    'reasons',
  ],
  values(caseId, result) {
    const reasons = result.reasons.map(printReason).join('|');
    if (result.status === 'invalid') return [caseId, 'invalid', ...Array.from({ length: 11 }, () => ''), reasons];
    const candidates = result.candidates.map(({ group, because, step }) => `${group}:${step ?? because}`).join('|');
    if (result.status === 'ungrouped') {
      return [caseId, 'ungrouped', '', '', '', result.attribute, '', '', '', '', '', '', candidates, reasons];
    }
    const { layer, group, groupName, attribute, primaryCare, subtype, coefficient, points } = result;
    const matched = result.matchedProcedures.join('|');
    const leftOver = result.leftOverProcedures.join('|');
    const flag = primaryCare ? 'yes' : 'no';
    return [
      caseId,
      'grouped',
      layer,
      group,
      groupName,
      attribute,
      matched,
      leftOver,
      flag,
      subtype,
      coefficient,
      points,
      candidates,
      reasons,
    ];
  },
  groupOf: (result) => (result.status === 'grouped' ? { code: result.group, name: result.groupName } : undefined),
};
