// What the thread runs that checks an uploaded scheme, policy, budget or table of weights.
import { answerFromThread } from '../run-in-thread.js';
import type { CheckWork, InForceQuestion } from './check-apart.js';
import { checkUpload } from './check-upload.js';
import type { CheckedUpload } from './checked-upload.js';

await answerFromThread<CheckWork, CheckedUpload, InForceQuestion, string | undefined>(({ upload, path, to }, _, ask) =>
  checkUpload(upload, path, to, (kind, name) => ask({ kind, name })),
);
