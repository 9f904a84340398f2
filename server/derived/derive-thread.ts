// What the thread runs that derives indicators, leads or a directory from cases.
import { answerFromThread } from '../run-in-thread.js';
import { deriveApart } from './derive-apart.js';

await answerFromThread(deriveApart);
