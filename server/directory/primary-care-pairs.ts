import { diagnosisPrefixes, type DiagnosisProcedurePair } from '../../grouper/index.js';
import type { DipTables, DirectoryPolicy } from '../../reference-data/index.js';

/** Which pairs count as listed: those of the policy and of the national library. */
export function primaryCarePairs(
  { primaryCare }: DirectoryPolicy,
  library: DipTables | undefined,
): (pair: DiagnosisProcedurePair) => boolean {
  const listed = new Set<string>();
  for (const { diagnosis, procedure } of [...primaryCare.list, ...(library?.primaryCare ?? [])]) {
    for (const prefix of diagnosisPrefixes(diagnosis)) {
      for (const code of procedure.split('|')) listed.add(`${prefix} ${code.trim()}`);
    }
  }
  return ({ diagnosis, procedure }) => {
    const prefixes = new Set([diagnosis, diagnosis.slice(0, 3)]);
    return [...prefixes].some((prefix) => listed.has(`${prefix} ${procedure}`));
  };
}
