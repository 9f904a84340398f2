import { z } from 'zod';
import { readSchemeManifest } from '../../../reference-data/index.js';
import { listSchemes } from '../../schemes/scheme-directory.js';
import { ROLES } from '../../store/index.js';
import { route, type Route } from '../route.js';

const listed = z.object({
  id: z.string(),
  kind: z.enum(['drg', 'dip']),
  name: z.string(),
  builtIn: z.boolean(),
});

/** The schemes that cases can be grouped under. */
export function schemesRoute(data: string): Route {
  return route({
    method: 'get',
    path: '/v1/schemes',
    summary: { zh: '列出分组方案', en: 'List the schemes' },
    roles: ROLES,
    answer: z.object({ schemes: z.array(listed) }),
    async handle() {
      const schemes = await Promise.all(
        (await listSchemes(data)).map(async ({ id, folder, builtIn }) => {
          const { kind, name } = await readSchemeManifest(folder);
          return { id, kind, name, builtIn };
        }),
      );
      return { schemes };
    },
  });
}
