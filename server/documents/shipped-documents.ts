import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot, parseYaml, readSchemeManifest, type BilingualText } from '../../reference-data/index.js';
import { sha256 } from '../directory/file-stamp.js';
import { listSchemes } from '../schemes/scheme-directory.js';
import { isUploadedEdition } from './place-edition.js';
import type { DocumentKind, StoredDocument } from './document.js';

/** Names of the files that ship with a region, by what they are. */
const SHIPPED: readonly (readonly [DocumentKind, RegExp])[] = [
  ['payment-policy', /^payment-policy\.yaml$/],
  ['grouping-policy', /^grouping-policy\.yaml$/],
  ['budget', /^budget-(\d{4})\.yaml$/],
];

/** What needs no upload: it ships with the program, or the command line imported it. @param data The data directory */
export async function shippedDocuments(data: string, kinds: readonly DocumentKind[]): Promise<readonly StoredDocument[]> {
  const schemes = kinds.includes('scheme') ? await schemesIn(data) : [];
  return [...schemes, ...(await filesOfRegions()).filter(({ kind }) => kinds.includes(kind))];
}

async function schemesIn(data: string): Promise<readonly StoredDocument[]> {
  const schemes: StoredDocument[] = [];
  for (const { id, folder } of await listSchemes(data)) {
    if (await isUploadedEdition(folder)) continue;
    const manifest = await readSchemeManifest(folder);
    const region = ('region' in manifest && manifest.region) || '';
    const title = { zh: manifest.name, en: manifest.name };
    schemes.push(
      shipped({ kind: 'scheme', name: id, region, title, schemeKind: manifest.kind, checksum: manifest.checksum, path: folder }),
    );
  }
  return schemes;
}

let files: Promise<readonly StoredDocument[]> | undefined;

/** They never change while the program runs. */
const filesOfRegions = (): Promise<readonly StoredDocument[]> => (files ??= readFiles());

async function readFiles(): Promise<readonly StoredDocument[]> {
  const regions = join(packageRoot(), 'reference-data', 'regions');
  const found: StoredDocument[] = [];
  for (const entry of await readdir(regions, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    for (const file of await readdir(join(regions, entry.name))) {
      for (const [kind, named] of SHIPPED) {
        const match = named.exec(file);
        if (match === null) continue;
        const name = [entry.name, ...match.slice(1)].join('-');
        const path = join(regions, entry.name, file);
        const text = await readFile(path, 'utf8');
        found.push(
          shipped({ kind, name, region: entry.name, title: titleOf(text, name), schemeKind: null, checksum: sha256(text), path }),
        );
      }
    }
  }
  return found;
}

const named = z.looseObject({ name: z.object({ zh: z.string(), en: z.string() }) });

/** What a file calls itself. */
function titleOf(text: string, name: string): BilingualText {
  const said = named.safeParse(parseYaml(text, (why) => new Error(why)));
  return said.success ? said.data.name : { zh: name, en: name };
}

function shipped({
  path,
  ...said
}: Pick<StoredDocument, 'kind' | 'name' | 'region' | 'title' | 'schemeKind' | 'checksum'> & {
  readonly path: string;
}): StoredDocument {
  return {
    ...said,
    ...NOBODYS,
    id: said.name,
    version: 0,
    state: 'shipped',
    at: { path },
  };
}

const NOBODYS = {
  validFrom: null,
  validUntil: null,
  ownDay: null,
  scheme: null,
  uploadedBy: null,
  uploadedAt: null,
  activatedBy: null,
  activatedAt: null,
  retiredBy: null,
  retiredAt: null,
} as const;
