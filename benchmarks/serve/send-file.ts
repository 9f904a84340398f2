import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CLIENT = fileURLToPath(new URL('upload-run.js', import.meta.url));

/** Sends a file by a client that is a process of its own. @param output File for what comes back. @returns Seconds to the last byte of that. */
export async function sendFile(url: string, key: string, input: string, output: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLIENT, url, key, input, output]);
  return (JSON.parse(stdout) as { readonly seconds: number }).seconds;
}

/** The same, with the answer as JSON. */
export async function sendForJson<Answer>(url: string, key: string, input: string, output: string) {
  const seconds = await sendFile(url, key, input, output);
  return { seconds, answer: JSON.parse(await readFile(output, 'utf8')) as Answer };
}
