import { createHash } from 'node:crypto';
import type { BilingualText } from '../../../reference-data/index.js';
import { both, htmlPage, type PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import { escaped } from '../../html/svg.js';
import type { OpenApiDocument, Operation } from '../openapi/document.js';
import { KNOWN_ERRORS, type KnownErrorCode } from '../openapi/known-errors.js';
import { statusOfCode } from '../problem.js';
import { typeOf } from './field-rows.js';
import { breakable, fieldTable, operationSection, OF_EVERY_REQUEST } from './operation-section.js';

/** The page of the interface, and what a browser may load for it: nothing but its own style. */
export interface DocsPage {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

type Asked = readonly [path: string, method: string, operation: Operation];

/** Everything that can be asked for on one page that needs no network and no script, made from the document of the interface. */
export function docsPage(document: OpenApiDocument): DocsPage {
  const asked: readonly Asked[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Asked => [path, method, operation]),
  );
  const html = htmlPage({
    title: { zh: `点值 ${document.info.version} 接口`, en: 'Dianzhi, the HTTP interface' },
    style: STYLE,
    sections: [
      HOW_TO_ASK,
      overview(asked),
      ...asked.map(([path, method, operation]) => operationSection(path, method, operation)),
      ...Object.entries(document.components.schemas).map(schemaSection),
      codesSection(asked),
    ],
  });
  const style = /<style>([^]*?)<\/style>/.exec(html)![1]!;
  const hash = createHash('sha256').update(style).digest('base64');
  return { html, contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'` };
}

const STYLE = `
pre{background:#f4f6f8;border:1px solid #dfe3e9;padding:8px 12px;overflow-x:auto;font-size:12.5px}
.call code{font-size:15px;font-weight:600}.codes span{display:inline-block;margin:0 14px 2px 0}
a{color:#1f5fa8;text-decoration:none}a:hover{text-decoration:underline}td code,p.call code{white-space:normal}td.w{min-width:9em}
`;

const RULES: readonly BilingualText[] = [
  {
    zh: '除本页、/healthz 和 /readyz 外，每个请求都要带密钥：Authorization: Bearer KEY。密钥由管理员发放，有角色、统筹区和期限。',
    en: 'Every request but this page, /healthz and /readyz shows a key: Authorization: Bearer KEY. Administrators issue keys with a role, a region and an end.',
  },
  {
    zh: '语言按 Accept-Language（zh、en）；请求体为 UTF-8 的 JSON，不压缩；未列出的字段一律拒绝。',
    en: 'Accept-Language (zh, en) chooses the language. Bodies are JSON in UTF-8, not compressed; a field that is not listed is refused.',
  },
  {
    zh: '金额以元为单位，写作两位小数的文本；日期为 YYYY-MM-DD。',
    en: 'Amounts are yuan, as text with two decimals; days are YYYY-MM-DD.',
  },
  {
    zh: '列表按游标分页：答复中的 next 作为下一次的 cursor；为 null 时已到末尾。',
    en: 'Lists come in pages: next of an answer is the cursor of the request that follows; null at the end.',
  },
  {
    zh: '写操作可带 Idempotency-Key：网络中断后以同一个键重发，不会执行两次。',
    en: 'A change may carry an Idempotency-Key: sent again with the same one after a broken connection, it is not carried out twice.',
  },
  {
    zh: '出错时答复问题文档（RFC 9457）：code 不变，detail 和 remedy 用请求的语言，request 是请求号。',
    en: 'What goes wrong is a problem document (RFC 9457): a stable code, detail and remedy in the language of the request, the number of the request.',
  },
];

const HOW_TO_ASK: PageSection = {
  title: { zh: '用法', en: 'How to ask' },
  content: `<ul>${RULES.map((rule) => `<li>${both(rule)}</li>`).join('')}</ul>`,
};

function overview(asked: readonly Asked[]): PageSection {
  const rows = asked.map(([path, method, { operationId, summary, 'x-roles': roles }]) => {
    const [zh = '', en = ''] = summary.split(' | ');
    const call = `<a href="#${operationId}"><code>${method.toUpperCase()} ${breakable(path)}</code></a>`;
    return [{ markup: call }, { zh, en }, roles.join(', ')];
  });
  const columns = [
    { title: { zh: '请求', en: 'request' } },
    { title: { zh: '作用', en: 'what' }, isLong: true },
    { title: { zh: '角色', en: 'roles' }, isLong: true },
  ];
  return { title: { zh: '总览', en: 'Overview' }, content: htmlTable(columns, rows) };
}

function schemaSection([name, schema]: readonly [string, OpenApiDocument['components']['schemas'][string]]): PageSection {
  const [zh = name, en = name] = (schema.description ?? name).split(' | ');
  const hasFields = Object.keys(schema.properties ?? {}).length > 0;
  const content = hasFields
    ? fieldTable(schema, name === 'Problem' ? 'output' : 'input')
    : `<p><code>${escaped(typeOf(schema))}</code></p>`;
  return { id: `schema-${name}`, title: { zh: `${name} ${zh}`, en }, content };
}

/** Every code of the page, those of every request first. */
function codesSection(asked: readonly Asked[]): PageSection {
  const own = asked.flatMap(([, , { responses }]) => Object.values(responses).flatMap(({ 'x-codes': codes = [] }) => codes));
  const rows = [...new Set([...OF_EVERY_REQUEST, ...own])].map((code) => {
    const { what, fix, origin } = KNOWN_ERRORS[code as KnownErrorCode];
    const status = String(statusOfCode(code, origin));
    return [{ markup: `<code id="${code}">${code}</code>` }, status, what, fix];
  });
  const columns = [
    { title: { zh: '代码', en: 'code' } },
    { title: { zh: '状态', en: 'status' } },
    { title: { zh: '原因', en: 'what' }, isLong: true },
    { title: { zh: '办法', en: 'remedy' }, isLong: true },
  ];
  return { title: { zh: '错误代码', en: 'Codes' }, content: htmlTable(columns, rows) };
}
