import { printReason, type DipResult, type GroupResult, type Severity } from '../../grouper/index.js';

/** What any grouper finds. */
export type AnyResult = GroupResult | DipResult;

/** How results of any kind stand in a file. */
export interface RowShape<Result> {
  /** Columns that every result begins with. */
  readonly columns: readonly string[];
  /** The values of `columns`. */
  values(caseId: string, result: Result): string[];
}

/** How the results of one kind of scheme stand in a file and in a summary. */
export interface ResultShape extends RowShape<AnyResult> {
  /** The group that a grouped case counts under in the summary. */
  groupOf(result: AnyResult): { readonly code: string; readonly name: string } | undefined;
  /** Severity of the complications; DIP knows none. */
  severityOf(result: AnyResult): Severity | undefined;
}

/** The shape of one kind of result. A scheme gives results of its own kind only, which is why the others are passed over here. */
function shapeOf<R extends AnyResult>(shape: {
  readonly columns: readonly string[];
  readonly values: (result: Exclude<R, { status: 'invalid' }>) => readonly string[];
  readonly groupOf: (result: Extract<R, { status: 'grouped' }>) => { readonly code: string; readonly name: string };
  readonly severityOf: (result: Exclude<R, { status: 'invalid' }>) => Severity | undefined;
}): ResultShape {
  const empty = shape.columns.map(() => '');
  return {
    columns: ['caseId', 'status', ...shape.columns, 'reasons'],
    values(caseId, result) {
      const own = result.status === 'invalid' ? empty : shape.values(result as Exclude<R, { status: 'invalid' }>);
      return [caseId, result.status, ...own, result.reasons.map(printReason).join('|')];
    },
    groupOf: (result) => (result.status === 'grouped' ? shape.groupOf(result as Extract<R, { status: 'grouped' }>) : undefined),
    severityOf: (result) =>
      result.status === 'invalid' ? undefined : shape.severityOf(result as Exclude<R, { status: 'invalid' }>),
  };
}

/** DRG: MDC, ADRG and DRG with the severity. */
const DRG_SHAPE = shapeOf<GroupResult>({
  columns: ['mdc', 'adrg', 'drg', 'drgName', 'severity'],
  values: ({ mdc, adrg, drg, drgName, severity }) => [mdc, adrg, drg, drgName, severity],
  groupOf: ({ drg, drgName }) => ({ code: drg, name: drgName }),
  severityOf: ({ severity }) => severity,
});

/** DIP: layer and group with what the row took of the case, and the candidates that lost. */
const DIP_SHAPE = shapeOf<DipResult>({
  columns: [
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
  ],
  values(result) {
    const candidates = result.candidates.map(({ group, because, step }) => `${group}:${step ?? because}`).join('|');
    if (result.status === 'ungrouped') return ['', '', '', result.attribute, '', '', '', '', '', '', candidates];
    const { layer, group, groupName, attribute, matchedProcedures, leftOverProcedures } = result;
    const { primaryCare, subtype, coefficient, points } = result;
    const procedures = [matchedProcedures.join('|'), leftOverProcedures.join('|')];
    return [
      layer,
      group,
      groupName,
      attribute,
      ...procedures,
      primaryCare ? 'yes' : 'no',
      subtype,
      coefficient,
      points,
      candidates,
    ];
  },
  groupOf: ({ group, groupName }) => ({ code: group, name: groupName }),
  severityOf: () => undefined,
});

export const RESULT_SHAPES: Readonly<Record<'drg' | 'dip', ResultShape>> = { drg: DRG_SHAPE, dip: DIP_SHAPE };
