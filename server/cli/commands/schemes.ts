import { CodedError, readSchemeManifest, type Language, type SchemeManifest } from '../../../reference-data/index.js';
import { dataDirectory, listSchemes } from '../../schemes/scheme-directory.js';
import { print, tell, type CommandContext } from '../console.js';
import { demonstrationNote } from '../print-summary.js';

/** `dianzhi schemes`: what can be grouped with. */
export async function schemes(
  options: { readonly data?: string; readonly json?: boolean },
  { language }: CommandContext,
): Promise<void> {
  const damaged: CodedError[] = [];
  const listed: { readonly manifest: SchemeManifest; readonly builtIn: boolean }[] = [];
  for (const { folder, builtIn } of await listSchemes(dataDirectory(options.data))) {
    try {
      listed.push({ manifest: await readSchemeManifest(folder), builtIn });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      damaged.push(error);
    }
  }
  printSchemes(listed, options.json === true, language);
  // One damaged folder hides none of the others; it is told after them.
  const last = damaged.pop();
  for (const error of damaged) tell(error.text(language));
  if (last !== undefined) throw last;
}

function printSchemes(
  listed: readonly { readonly manifest: SchemeManifest; readonly builtIn: boolean }[],
  asJson: boolean,
  language: Language,
): void {
  if (asJson) {
    const rows = listed.map(({ manifest, builtIn }) => jsonOf(manifest, builtIn));
    print(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  for (const { manifest } of listed) {
    const { id, kind, name, edition, effectiveFrom, demonstration } = manifest;
    const about = [
      id,
      kind,
      name,
      edition,
      manifest.kind === 'dip' ? manifest.region : undefined,
      effectiveFrom === undefined ? undefined : `${language === 'zh' ? '自' : 'from '}${effectiveFrom}`,
      tableCounts(manifest, language),
    ].filter((part) => part !== undefined);
    print(`${about.join(' · ')}${demonstration === true ? demonstrationNote(language) : ''}\n`);
  }
}

/** Sizes of the tables that make a scheme, in one phrase. */
export function tableCounts(manifest: SchemeManifest, language: Language): string {
  if (manifest.kind === 'drg') {
    const { mdc, adrg, drg } = manifest.tables;
    return `MDC ${mdc.records} · ADRG ${adrg.records} · DRG ${drg.records}`;
  }
  const { groups, primaryCare } = manifest.tables;
  return language === 'zh'
    ? `病种 ${groups.records} · 基层病种 ${primaryCare.records}`
    : `${groups.records} groups · ${primaryCare.records} for primary care`;
}

function jsonOf(manifest: SchemeManifest, builtIn: boolean): object {
  const { id, kind, name, edition, effectiveFrom, newbornWeight, demonstration, source, checksum } = manifest;
  return {
    id,
    kind,
    name,
    edition: edition ?? null,
    effectiveFrom: effectiveFrom ?? null,
    region: manifest.kind === 'dip' ? (manifest.region ?? null) : null,
    newbornWeight,
    ...(manifest.kind === 'drg'
      ? { whenNoDrgRow: manifest.whenNoDrgRow }
      : { operators: manifest.operators, shortProcedureCodes: manifest.shortProcedureCodes }),
    demonstration: demonstration ?? false,
    builtIn,
    source,
    checksum,
  };
}
