import { placeFinding, readSchemeManifest, type SchemeManifest } from '../../reference-data/index.js';
import { importFromFile, type ImportedForm, type ImportedWords } from '../schemes/import-from-file.js';
import { inBothLanguages, NOTHING_FOUND, type CheckedUpload } from './checked-upload.js';

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
  return {
    ...uploadOf(manifest, to, region),
    findings: inBothLanguages((language) => warnings.map((one) => placeFinding(one, sources, language))),
  };
}

/** A scheme that the service made itself, such as a directory built from cases. @param region Where it holds, if it does not say so itself. */
export async function builtScheme(folder: string, region: string): Promise<CheckedUpload> {
  const manifest = await readSchemeManifest(folder);
  const own = 'region' in manifest ? manifest.region : undefined;
  return { ...uploadOf(manifest, folder, own ?? region), findings: NOTHING_FOUND };
}

function uploadOf({ id, kind, name, checksum, effectiveFrom }: SchemeManifest, path: string, region: string) {
  return {
    kind: 'scheme',
    name: id,
    region,
    schemeKind: kind,
    title: { zh: name, en: name },
    checksum,
    path,
    ...(effectiveFrom === undefined ? {} : { ownDay: effectiveFrom }),
  } as const;
}
