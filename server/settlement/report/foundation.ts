import { EVIDENCE_NAMES } from '../../../pricing/index.js';
import type { PageSection } from '../../html/html-page.js';
import { htmlTable, type PageCell } from '../../html/html-table.js';
import type { ReportContent } from './report-content.js';

/** What the run was computed from: all that its fingerprint covers. */
export function foundation({ policy, identity, fingerprint, cases }: ReportContent): PageSection {
  const { program, budget, scheme, previous } = identity;
  const row = (zh: string, en: string, value: string): readonly PageCell[] => [{ zh, en }, value];
  const rows = [
    row('指纹', 'fingerprint', fingerprint),
    row('政策', 'policy', policy.documents.map(({ name, region }) => `${name.zh} ${name.en} (${region})`).join(' ← ')),
    row('预算版本', 'budget version', budget.version),
    row('分组方案', 'scheme', scheme?.id ?? '–'),
    row('病例', 'cases', `${cases.count} · ${cases.sha256}`),
    row('程序', 'program', `dianzhi ${program.version} · ${program.sha256}`),
    ...previous.map((run) => row('此前结算', `run of ${run.period}`, `${run.period} · ${run.fingerprint}`)),
    ...policy.documents.flatMap(({ sources }) =>
      Object.values(sources).map(({ document, number, evidence }) => {
        const { zh, en } = EVIDENCE_NAMES[evidence];
        return row('文件', 'document', `《${document}》${number} · ${zh} ${en}`);
      }),
    ),
  ];
  return {
    title: { zh: '依据', en: 'What it rests on' },
    note: {
      zh: '相同的输入得到相同的字节；用 dianzhi settle verify 复算核对',
      en: 'the same inputs give the same bytes; dianzhi settle verify recomputes them',
    },
    content: htmlTable([{ title: { zh: '项', en: 'what' } }, { title: { zh: '内容', en: 'value' }, isLong: true }], rows),
  };
}
