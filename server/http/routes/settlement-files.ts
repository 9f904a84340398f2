import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { diffRunFolders } from '../../settlement/diff-runs.js';
import { PLACES_FILE } from '../../settlement/run-manifest.js';
import { OWN_TABLES, ownCases, ownRows, ownSteps, STEPS, type Settlement } from '../../settlements/index.js';
import type { Shelf } from '../../store/index.js';
import { Download } from '../answers.js';
import { HttpError } from '../errors.js';
import { route, type Call, type Route } from '../route.js';
import { foundSettlement, type SettlementRouteParts } from './settlements.js';
import { seesAll } from './shown-settlement.js';

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
  html: 'text/html',
};

/** What a settlement came to: the files of its run, and where two of them differ. A hospital has its own rows and steps alone. */
export function settlementFileRoutes({
  store,
  settlements,
  shelf,
}: SettlementRouteParts & { readonly shelf: Shelf }): readonly Route[] {
  const find = (call: Call, id: string) => store.unit(call.scope, (unit) => foundSettlement(settlements, unit, id));
  const runOf = async ({ id, run }: Settlement) => {
    if (run === null) throw new HttpError('HTTP_NOT_FOUND', { what: `run of settlement ${id}` });
    return shelf.place(run);
  };
  return [
    route({
      method: 'get',
      path: '/v1/settlements/{id}/files',
      summary: { zh: '列出结算的文件', en: 'List the files of a settlement' },
      roles: ['bureau', 'hospital'],
      answer: z.object({ files: z.array(z.string()) }),
      handle: async (call) => ({
        files: await namesFor(call as Call, await runOf(await find(call as Call, call.params['id']!))),
      }),
    }),
    route({
      method: 'get',
      path: '/v1/settlements/{id}/files/{name}',
      summary: {
        zh: '下载结算的一个文件；医院只得自己的行',
        en: 'Download a file of a settlement; a hospital gets its own rows',
      },
      roles: ['bureau', 'hospital'],
      answer: Object.values(TYPES),
      patientLevel: true,
      async handle(call) {
        const name = call.params['name']!;
        const settlement = await find(call as Call, call.params['id']!);
        const run = await runOf(settlement);
        if (!(await namesFor(call as Call, run)).includes(name)) throw new HttpError('HTTP_NOT_FOUND', { what: `file ${name}` });
        const { institution } = call.caller;
        const isWhole = seesAll(call as Call);
        const rows = isWhole ? settlement.result!.cases : await ownCases(run, institution);
        await call.noteRead('settlement.read', `${settlement.id}/${name}`, rows);
        return new Download({
          type: TYPES[name.split('.').at(-1)!]!,
          name: `${settlement.policyRegion}-${settlement.period}-${name}`,
          bytes: isWhole
            ? createReadStream(join(run, name))
            : name === STEPS
              ? ownSteps(run, institution)
              : ownRows(run, name, institution),
        });
      },
    }),
    route({
      method: 'get',
      path: '/v1/settlements/{id}/diff/{other}',
      summary: {
        zh: '逐机构、逐步说明两次结算的差异',
        en: 'Where two settlements differ, hospital by hospital and step by step',
      },
      roles: ['bureau'],
      answer: z.looseObject({ places: z.array(z.looseObject({})) }),
      patientLevel: true,
      async handle(call) {
        const [one, other] = [await find(call as Call, call.params['id']!), await find(call as Call, call.params['other']!)];
        const { inputs, places } = await diffRunFolders(await runOf(one), await runOf(other));
        await call.noteRead('settlement.diff', `${one.id} ${other.id}`, one.result!.cases + other.result!.cases);
        return { inputs, places };
      },
    }),
  ];
}

/** The files of a run that a caller may have. Where the inputs lay on some machine is nobody's. */
async function namesFor(call: Call, run: string): Promise<readonly string[]> {
  const names = (await readdir(run)).filter((name) => name !== PLACES_FILE && /^[\w-]+\.\w+$/.test(name)).sort();
  const own: readonly string[] = [...OWN_TABLES, STEPS];
  return seesAll(call) ? names : names.filter((name) => own.includes(name));
}
