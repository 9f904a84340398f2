import type { Operation } from '../openapi/document.js';

/** Where a service listens that nobody told otherwise. */
const ADDRESS = 'http://127.0.0.1:8420';

/** The request as somebody would send it from a shell: with the example of the route, or with words in place of what only the caller has. */
export function curlExample(path: string, method: string, { parameters = [], requestBody, responses }: Operation): string {
  const example = (name: string): string => parameters.find((one) => one.name === name)?.example ?? name.toUpperCase();
  const address = `${ADDRESS}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => example(name))}`;
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const isStream = Object.values(responses).some(({ content }) => content?.['text/event-stream'] !== undefined);
  const isChange = parameters.some(({ name }) => name === 'Idempotency-Key');
  const sent = type === 'application/json' ? `-d ${quoted(JSON.stringify(body?.example ?? {}, null, 2))}` : '--data-binary @FILE';
  return [
    `curl${isStream ? ' -N' : ''}${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} ${address}`,
    `-H 'Authorization: Bearer KEY'`,
    ...(isChange ? [`-H 'Idempotency-Key: UNIQUE'`] : []),
    ...(type === undefined ? [] : [`-H 'Content-Type: ${type}'`, sent]),
  ].join(' \\\n  ');
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
