import { schemeWarnings } from '../../../grouper/index.js';
import { placeFinding } from '../../../reference-data/index.js';
import { loadScheme } from '../../schemes/load-scheme.js';
import { printFinding, SchemeRefusedError } from '../../schemes/scheme-refused-error.js';
import { print, tell, type CommandContext } from '../console.js';

export interface CheckSchemeOptions {
  readonly data?: string;
  readonly amendment: readonly string[];
  readonly json?: boolean;
}

/** `dianzhi check-scheme`: everything that is wrong or odd about a scheme. Errors end with the exit code of a refused scheme. */
export async function checkScheme(id: string, options: CheckSchemeOptions, { language }: CommandContext): Promise<void> {
  const { data } = options;
  const scheme = await loadScheme(id, {
    ...(data === undefined ? {} : { data }),
    amendments: options.amendment,
  }).catch((error: unknown) => {
    if (options.json === true && error instanceof SchemeRefusedError)
      print(`${JSON.stringify(error.placed(language), null, 2)}\n`);
    throw error;
  });
  if (scheme.kind !== 'drg') throw new Error('seam: DIP findings');
  const { compiled, sources, manifest } = scheme;
  const findings = schemeWarnings(compiled.scheme).map((finding) => placeFinding(finding, sources, language));
  if (options.json === true) {
    print(`${JSON.stringify(findings, null, 2)}\n`);
    return;
  }
  for (const finding of findings) print(`${printFinding(finding, language)}\n`);
  const { tables } = manifest;
  const counts = `MDC ${tables.mdc.records} · ADRG ${tables.adrg.records} · DRG ${tables.drg.records}`;
  tell(
    language === 'zh'
      ? `${id}：0处错误，${findings.length}条提示（${counts}）`
      : `${id}: 0 errors, ${findings.length} warnings (${counts})`,
  );
}
