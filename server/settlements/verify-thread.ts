// What the thread of a verification runs.
import { answerFromThread } from '../run-in-thread.js';
import { verifyApart } from './verify-apart.js';

await answerFromThread(verifyApart);
