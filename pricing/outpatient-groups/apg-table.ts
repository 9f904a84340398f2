import { z } from 'zod';
import { flag, positive, word, words } from '../policy/values.js';

const head = {
  apg: word,
  name: word.optional(),
  /** Codes or their beginnings: of procedures, of principal diagnoses, of items. The longest beginning decides. */
  codes: words,
  points: positive,
};

/** A group of outpatient services. */
const apgRow = z.discriminatedUnion('kind', [
  /** 重要操作. Procedures of one family are related; without a family a group is related to itself only. */
  z.strictObject({ ...head, kind: z.literal('procedure'), family: word.optional() }),
  /** 门诊就诊, by principal diagnosis. */
  z.strictObject({ ...head, kind: z.literal('visit') }),
  /** 辅助检查检验. A packaged one adds nothing of its own. */
  z.strictObject({ ...head, kind: z.literal('ancillary'), packaged: flag.optional() }),
]);

export type ApgRow = z.output<typeof apgRow>;
export type ApgKind = ApgRow['kind'];

/** The groups of a region, as data; each group stands once. */
export const apgTable = z
  .array(apgRow)
  .min(1)
  .superRefine((rows, context) => {
    for (const [place, { apg }] of rows.entries())
      if (rows.findIndex((other) => other.apg === apg) !== place)
        context.addIssue({ code: 'custom', path: [place, 'apg'], message: `${apg} ×2` });
  });

/** The row of one of these kinds with the longest beginning of a code; of equals the first. */
export function apgOf(code: string, rows: readonly ApgRow[], kinds: readonly ApgKind[]): ApgRow | undefined {
  let best: { readonly row: ApgRow; readonly length: number } | undefined;
  for (const row of rows) {
    if (!kinds.includes(row.kind)) continue;
    for (const start of row.codes)
      if (code.startsWith(start) && start.length > (best?.length ?? -1)) best = { row, length: start.length };
  }
  return best?.row;
}
