import { z } from 'zod';
import { parseYaml } from '../../reference-data/index.js';
import { EVIDENCE, type SourceCitation } from './citation.js';
import { overlaps, type EffectiveHistory, type HistoryEntry } from './effective-history.js';
import { policyFinding, type PolicyFinding } from './findings.js';
import { EVERY_FUND, NONE, parameterSchema, type Parameter, type WrittenParameter } from './parameter.js';
import { policyHead, type PolicyDocument, type PolicyHead } from './policy-document.js';
import type { AnySection, Parameters } from './section.js';

/** A file that was read, as far as it could be, and everything that is wrong with it by itself. */
export interface ParsedPolicy {
  /** Absent when the head of the file is wrong. Parameters that could not be read are missing from it. */
  readonly document?: PolicyDocument;
  readonly findings: readonly PolicyFinding[];
}

type WrittenEntry = WrittenParameter['history'][string][number];
type Histories = ReadonlyMap<string, EffectiveHistory>;

/**
 * Reads one policy file. Each parameter is read by itself, so that one mistake hides no other.
 *
 * @param path Named in findings.
 * @param sections Every section there is.
 */
export function parsePolicy(text: string, path: string, sections: readonly AnySection[]): ParsedPolicy {
  return new PolicyParser(path, sections).parse(text);
}

class PolicyParser {
  readonly #path: string;
  readonly #sections: readonly AnySection[];
  readonly #findings: PolicyFinding[] = [];
  readonly #cited = new Set<string>();

  constructor(path: string, sections: readonly AnySection[]) {
    this.#path = path;
    this.#sections = sections;
  }

  parse(text: string): ParsedPolicy {
    const content = this.#content(text);
    if (content === undefined) return { findings: this.#findings };
    const { sections: written, ...rest } = content;
    const parsed = policyHead.safeParse(rest);
    if (!parsed.success) this.#report(parsed.error.issues, []);
    const head = parsed.data;
    const sections = new Map<string, ReadonlyMap<string, Histories>>();
    for (const [id, content] of this.#entries(written, ['sections'])) {
      const section = this.#sections.find((known) => known.id === id);
      if (section === undefined) this.#find('key-unknown', ['sections'], { key: id });
      else sections.set(id, this.#section(section, content, head));
    }
    if (head === undefined) return { findings: this.#findings };
    for (const name of Object.keys(head.sources)) if (!this.#cited.has(name)) this.#find('source-unused', ['sources', name]);
    const { region, name, demonstration: isDemonstration, effective, funds, sources } = head;
    const document = {
      path: this.#path,
      region,
      name,
      isDemonstration,
      extends: head.extends,
      effective,
      funds,
      sources,
      sections,
    };
    return { document, findings: this.#findings };
  }

  #content(text: string): Record<string, unknown> | undefined {
    let why = '';
    const failed = new Error('the file is no YAML');
    try {
      const content = parseYaml(text, (said) => {
        why = said;
        return failed;
      });
      if (isMap(content)) return content;
      this.#find('value-invalid', [], { why: 'kind: payment-policy …' });
    } catch (error) {
      if (error !== failed) throw error;
      this.#find('yaml-unreadable', [], { why });
    }
    return undefined;
  }

  #section(section: AnySection, content: unknown, head: PolicyHead | undefined): ReadonlyMap<string, Histories> {
    const parameters = section.parameters as Parameters;
    const read = new Map<string, Histories>();
    for (const [name, written] of this.#entries(content, ['sections', section.id])) {
      const at = ['sections', section.id, name];
      const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
      if (parameter === undefined) {
        this.#find('key-unknown', at.slice(0, -1), { key: name });
        continue;
      }
      // A schema that reads one value is not worth compiling.
      const parsed = parameterSchema(parameter).safeParse(written, { jitless: true });
      if (!parsed.success) this.#report(parsed.error.issues, at, parameter);
      else if (head !== undefined) read.set(name, this.#histories(parameter, parsed.data, at, head));
      this.#checkSources(written, at, head);
    }
    return read;
  }

  #histories(parameter: Parameter, written: WrittenParameter, at: readonly string[], head: PolicyHead): Histories {
    const funds = Object.keys(written.history);
    if (parameter.isPerFund && funds.includes(EVERY_FUND)) this.#find('funds-mixed', [...at, 'history', EVERY_FUND]);
    return new Map(
      funds.map((fund) => {
        const place = [...at, 'history', fund];
        if (fund !== EVERY_FUND && !head.funds.includes(fund)) this.#find('fund-unknown', place, { fund });
        const history: EffectiveHistory = {
          name: at.slice(1).join('.'),
          unit: parameter.unit,
          region: head.region,
          checkedOn: written.checkedOn,
          entries: written.history[fund]!.map((entry, number) =>
            this.#entry(parameter, entry, [...place, String(number)], head),
          ).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
        };
        for (const { from } of overlaps(history)) this.#find('overlap', place, { from });
        return [fund, history] as const;
      }),
    );
  }

  #entry(parameter: Parameter, entry: WrittenEntry, at: readonly string[], head: PolicyHead): HistoryEntry<unknown> {
    const { from, until, value } = entry;
    if (until !== undefined && until <= from) this.#find('period-empty', at, { from, until });
    return {
      from,
      until,
      value: value === NONE && !parameter.isRequired ? undefined : value,
      source: this.#source(entry, at, head),
    };
  }

  #source(
    { source: name, clause = '', evidence }: WrittenEntry,
    at: readonly string[],
    { sources, demonstration }: PolicyHead,
  ): SourceCitation {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) return { document: '', number: '', clause, evidence: 'assumed' };
    const grade = evidence ?? source.evidence;
    if (EVIDENCE.indexOf(grade) < EVIDENCE.indexOf(source.evidence)) this.#find('evidence-raised', at, { evidence: grade });
    if (grade === 'assumed') this.#find('evidence-assumed', at);
    if (grade === 'invented' && !demonstration) this.#find('evidence-invented', at);
    return { ...source, clause, evidence: grade };
  }

  /** A mistake in a value says nothing about its source: that counts as used, and is looked for, even where the parameter is wrong. */
  #checkSources(written: unknown, at: readonly string[], head: PolicyHead | undefined): void {
    const histories = isMap(written) && isMap(written['history']) ? Object.entries(written['history']) : [];
    for (const [fund, entries] of histories) {
      for (const [number, entry] of (Array.isArray(entries) ? entries : []).entries()) {
        if (!isMap(entry) || typeof entry['source'] !== 'string') continue;
        const { source } = entry;
        this.#cited.add(source);
        if (head !== undefined && !Object.hasOwn(head.sources, source))
          this.#find('source-unknown', [...at, 'history', fund, String(number), 'source'], { source });
      }
    }
  }

  #entries(content: unknown, at: readonly string[]): [string, unknown][] {
    if (isMap(content)) return Object.entries(content);
    // A key without anything under it reads as an empty text.
    if (content === undefined) this.#find('key-missing', at);
    else if (content !== '') this.#find('value-invalid', at, { why: '{ … }' });
    return [];
  }

  #report(issues: readonly z.core.$ZodIssue[], at: readonly PropertyKey[], parameter?: Parameter): void {
    for (const issue of issues) {
      const place = [...at, ...issue.path];
      if (issue.code === 'unrecognized_keys') for (const key of issue.keys) this.#find('key-unknown', place, { key });
      else if (issue.code === 'invalid_union' && issue.errors.length > 0) this.#report(issue.errors.at(-1)!, place, parameter);
      else if (parameter !== undefined && issue.path.length === 1 && issue.path[0] === 'unit')
        this.#find('unit-wrong', place, { unit: parameter.unit });
      else if (issue.code === 'invalid_type' && issue.input === undefined) this.#find('key-missing', place);
      else this.#find('value-invalid', place, { why: issue.message });
    }
  }

  #find(...[code, at, details]: [PolicyFinding['code'], readonly PropertyKey[], PolicyFinding['details']?]): void {
    this.#findings.push(policyFinding(code, this.#path, at, details));
  }
}

const isMap = (content: unknown): content is Record<string, unknown> =>
  typeof content === 'object' && content !== null && !Array.isArray(content);
