import { openCaseSource, type CaseFormat, type CaseSource } from './intake/index.js';

/** How a file of cases is read where it does not say so itself. */
export interface CasesOptions {
  readonly inputFormat?: CaseFormat | undefined;
  readonly encoding?: string | undefined;
}

/** The secret that keyed hashes of persons are made with; undefined where the environment holds none, and persons then stay apart. */
export function personKeySecret(): string | undefined {
  return process.env['DIANZHI_PERSON_KEY_SECRET'] || undefined;
}

/** Opens the cases that a command was given. @throws IntakeError */
export function openCases(path: string, { inputFormat, encoding }: CasesOptions): Promise<CaseSource> {
  const secret = personKeySecret();
  return openCaseSource({
    path,
    ...(inputFormat === undefined ? {} : { format: inputFormat }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(secret === undefined ? {} : { personKeySecret: secret }),
  });
}
