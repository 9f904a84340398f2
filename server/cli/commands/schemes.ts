import { dataDirectory, listSchemes, readManifests } from '../../schemes/scheme-directory.js';
import { print, type CommandContext } from '../console.js';
import { demonstrationNote } from '../print-summary.js';

/** `dianzhi schemes`: what can be grouped with. */
export async function schemes(
  options: { readonly data?: string; readonly json?: boolean },
  { language }: CommandContext,
): Promise<void> {
  const listed = await listSchemes(dataDirectory(options.data));
  const manifests = await readManifests(listed);
  if (options.json === true) {
    const rows = manifests.map(
      ({ id, kind, name, effectiveFrom, newbornWeight, whenNoDrgRow, demonstration, source, checksum }, place) => ({
        id,
        kind,
        name,
        effectiveFrom: effectiveFrom ?? null,
        newbornWeight,
        whenNoDrgRow,
        demonstration: demonstration ?? false,
        builtIn: listed[place]!.builtIn,
        source,
        checksum,
      }),
    );
    print(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  for (const { id, kind, name, effectiveFrom, tables, demonstration } of manifests) {
    const from = effectiveFrom === undefined ? '' : ` · ${language === 'zh' ? '自' : 'from '}${effectiveFrom}`;
    const counts = `MDC ${tables.mdc.records}, ADRG ${tables.adrg.records}, DRG ${tables.drg.records}`;
    print(`${id} · ${kind} · ${name}${from} · ${counts}${demonstration === true ? demonstrationNote(language) : ''}\n`);
  }
}
