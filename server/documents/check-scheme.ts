import { placeFinding } from '../../reference-data/index.js';
import { importFromFile, type ImportedForm, type ImportedWords } from '../schemes/import-from-file.js';
import type { CheckedUpload } from './checked-upload.js';

/** What is said of a scheme beside its file, as the command `import` takes it. */
export interface SchemeTerms {
  readonly words: ImportedWords;
  readonly how: ImportedForm;
  /** Where it holds; empty everywhere. */
  readonly region: string;
}

/**
 * Checks the workbook or table of a scheme.
 *
 * @param to Folder that is to hold the checked form.
 * @throws as `importFromFile`
 */
export async function checkSchemeUpload(path: string, to: string, { words, how, region }: SchemeTerms): Promise<CheckedUpload> {
  const { manifest, warnings, sources } = await importFromFile(path, words, how, to);
  const { id, name, checksum, effectiveFrom } = manifest;
  return {
    kind: 'scheme',
    name: id,
    region,
    schemeKind: manifest.kind,
    title: { zh: name, en: name },
    checksum,
    path: to,
    ...(effectiveFrom === undefined ? {} : { ownDay: effectiveFrom }),
    findings: (language) => warnings.map((finding) => placeFinding(finding, sources, language)),
  };
}
