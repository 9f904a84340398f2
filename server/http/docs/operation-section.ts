import type { BilingualText } from '../../../reference-data/index.js';
import { both, subtitle, type PageSection } from '../../html/html-page.js';
import { htmlTable, type PageColumn } from '../../html/html-table.js';
import { escaped } from '../../html/svg.js';
import type { Content, JsonSchema, Operation } from '../openapi/document.js';
import { curlExample } from './curl-example.js';
import { fieldRows, typeOf, type FieldRow } from './field-rows.js';

const FIELD: PageColumn = { title: { zh: '字段', en: 'field' } };
const TYPE: PageColumn = { title: { zh: '类型', en: 'type' }, isLong: true };
const NEEDED: PageColumn = { title: { zh: '必填', en: 'needed' } };
const ALWAYS: PageColumn = { title: { zh: '必有', en: 'always' } };
const WHAT: PageColumn = { title: { zh: '说明', en: 'what' }, isLong: true };
const PARAMETER: PageColumn = { title: { zh: '参数', en: 'parameter' } };
const PLACE: PageColumn = { title: { zh: '位置', en: 'in' } };

const WORDS = {
  roles: { zh: '角色', en: 'roles' },
  parameters: { zh: '参数', en: 'Parameters' },
  body: { zh: '请求体', en: 'Body' },
  answer: { zh: '答复', en: 'Answer' },
  refusals: { zh: '拒绝', en: 'Refusals' },
  example: { zh: '示例', en: 'Example' },
} as const satisfies Record<string, BilingualText>;

/** Codes that every request may meet, which are told of once. */
export const OF_EVERY_REQUEST: ReadonlySet<string> = new Set([
  'HTTP_BODY_INVALID',
  'HTTP_KEY_MISSING',
  'HTTP_KEY_REFUSED',
  'HTTP_TOO_MANY_REQUESTS',
  'HTTP_FAULT',
  'HTTP_NOT_READY',
]);

/** One thing that can be asked for: who may, what is sent and answered, how it may be refused, and how it is asked. */
export function operationSection(path: string, method: string, operation: Operation): PageSection {
  const { operationId, summary, parameters = [], requestBody, responses } = operation;
  const [zh = '', en = ''] = summary.split(' | ');
  const [status, done] = Object.entries(responses).find(([code]) => code.startsWith('2'))!;
  const content = [
    `<p class="call"><code>${method.toUpperCase()} ${breakable(path)}</code></p>`,
    `<p>${both(WORDS.roles)}: ${operation['x-roles'].join(', ')}</p>`,
    parameters.length === 0 ? '' : `${subtitle(WORDS.parameters)}${parameterTable(parameters)}`,
    requestBody === undefined ? '' : `${subtitle(WORDS.body)}${contentPart(requestBody.content, 'input')}`,
    `${subtitle({ zh: `${WORDS.answer.zh} ${status}`, en: WORDS.answer.en })}${contentPart(done.content ?? {}, 'output')}`,
    refusals(responses),
    `${subtitle(WORDS.example)}<pre>${escaped(curlExample(path, method, operation))}</pre>`,
  ];
  return { id: operationId, title: { zh, en }, content: content.join('\n') };
}

/** The fields of a schema as a table. @param io Whether a caller sends them or is answered with them. */
export function fieldTable(schema: JsonSchema, io: 'input' | 'output'): string {
  const fields = fieldRows(schema);
  const hasWords = fields.some(({ description }) => description !== '');
  const rows = fields.map(({ name, isRequired, description, ...field }) => [
    { markup: `<code>${breakable(name)}</code>` },
    { markup: typeMarkup(field) },
    isRequired ? '✓' : '',
    ...(hasWords ? [wordsOf(description)] : []),
  ]);
  return htmlTable([FIELD, TYPE, io === 'input' ? NEEDED : ALWAYS, ...(hasWords ? [WHAT] : [])], rows);
}

/** A name or an address that may be broken between its parts. */
export const breakable = (name: string): string => escaped(name).replaceAll(/(?<=[./])|(?<=[a-z])(?=[A-Z])/g, '<wbr>');

/** Both languages, where a description has both. */
function wordsOf(description: string): string | BilingualText {
  const [zh = '', en] = description.split(' | ');
  return en === undefined ? description : { zh, en };
}

function typeMarkup({ type, refersTo }: Pick<FieldRow, 'type' | 'refersTo'>): string {
  return refersTo === undefined ? escaped(type) : `<a href="#schema-${escaped(refersTo)}">${escaped(type)}</a>`;
}

function parameterTable(parameters: NonNullable<Operation['parameters']>): string {
  const rows = parameters.map(({ name, in: place, required, schema, description = schema.description ?? '' }) => [
    { markup: `<code>${escaped(name)}</code>` },
    place,
    typeOf(schema),
    required ? '✓' : '',
    wordsOf(description),
  ]);
  return htmlTable([PARAMETER, PLACE, TYPE, NEEDED, WHAT], rows);
}

function contentPart(content: Content, io: 'input' | 'output'): string {
  const parts = Object.entries(content).map(([type, { schema }]) =>
    type === 'application/json' ? fieldTable(schema, io) : `<p><code>${escaped(type)}</code></p>`,
  );
  return parts.join('') || '<p>–</p>';
}

function refusals(responses: Operation['responses']): string {
  const own = Object.entries(responses).flatMap(([status, { 'x-codes': codes = [] }]) =>
    codes.filter((code) => !OF_EVERY_REQUEST.has(code)).map((code) => `${status} <a href="#${code}">${code}</a>`),
  );
  return own.length === 0
    ? ''
    : `${subtitle(WORDS.refusals)}<p class="codes">${own.map((one) => `<span>${one}</span>`).join(' ')}</p>`;
}
