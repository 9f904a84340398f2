// What the thread runs that loads a scheme for grouping, which may take compiling it.
import { answerFromThread } from '../run-in-thread.js';
import type { SchemeToLoad } from './load-apart.js';
import { loadForGrouping } from './shared-scheme.js';

await answerFromThread(({ id, data }: SchemeToLoad) => loadForGrouping(id, { data }));
