import { schemeWarnings } from '../../../grouper/index.js';
import { checkDipTables, isError, placeFinding, type Finding } from '../../../reference-data/index.js';
import { printFinding, SchemeRefusedError } from '../../schemes/scheme-refused-error.js';
import { print, tell, type CommandContext } from '../console.js';
import { loadNamedScheme, type SchemeOptions } from '../scheme-options.js';
import { tableCounts } from './schemes.js';

export interface CheckSchemeOptions extends Pick<SchemeOptions, 'data' | 'amendment'> {
  readonly json?: boolean;
}

/** `dianzhi check-scheme`: everything that is wrong or odd about a scheme. Errors end with the exit code of a refused scheme. */
export async function checkScheme(id: string, options: CheckSchemeOptions, { language }: CommandContext): Promise<void> {
  const { scheme, found } = await warningsOf(id, options).catch((error: unknown) => {
    if (options.json === true && error instanceof SchemeRefusedError)
      print(`${JSON.stringify(error.placed(language), null, 2)}\n`);
    throw error;
  });
  const findings = found.map((finding) => placeFinding(finding, scheme.sources, language));
  if (options.json === true) {
    print(`${JSON.stringify(findings, null, 2)}\n`);
    return;
  }
  for (const finding of findings) print(`${printFinding(finding, language)}\n`);
  const counts = tableCounts(scheme.manifest, language);
  tell(
    language === 'zh'
      ? `${id}：0处错误，${findings.length}条提示（${counts}）`
      : `${id}: 0 errors, ${findings.length} warnings (${counts})`,
  );
}

/** @throws SERVER_SCHEME_REFUSED with every error, and what loadScheme throws */
async function warningsOf(id: string, options: CheckSchemeOptions) {
  const scheme = await loadNamedScheme({ scheme: id, ...options });
  const found: readonly Finding[] =
    scheme.kind === 'drg' ? schemeWarnings(scheme.scheme) : checkDipTables(scheme.tables, scheme.manifest);
  const errors = found.filter(isError);
  if (errors.length > 0) throw new SchemeRefusedError(id, errors, scheme.sources);
  return { scheme, found };
}
