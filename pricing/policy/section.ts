import { z } from 'zod';
import type { BilingualText } from '../../reference-data/index.js';
import type { Sourced } from './citation.js';
import { parameterSchema, type Parameter } from './parameter.js';

export type Parameters = Readonly<Record<string, Parameter>>;

/** The value of a parameter with its source; required ones are always there. */
export type SectionValues<P extends Parameters> = {
  readonly [Name in keyof P as P[Name] extends Parameter<unknown, true> ? Name : never]: Sourced<ValueOf<P[Name]>>;
} & {
  readonly [Name in keyof P as P[Name] extends Parameter<unknown, true> ? never : Name]?: Sourced<ValueOf<P[Name]>> | undefined;
};

type ValueOf<P> = P extends Parameter<infer Value> ? Value : never;

/** Something that values, each right by itself, get wrong together. */
export interface SectionFault {
  readonly parameter: string;
  readonly message: BilingualText;
}

/** The parameters of one way of paying, or of one step that all ways share. It lives in the file that reads it. */
export interface PolicySection<P extends Parameters = Parameters> {
  /** Key in the policy. */
  readonly id: string;
  readonly title: BilingualText;
  readonly parameters: P;
  /** Asked on every day on which one of the values changes, for each fund. */
  readonly check?: (values: SectionValues<P>) => readonly SectionFault[];
  /** Other sections that the values lead to, and from where: a route to a method. */
  readonly leadsTo?: (values: SectionValues<P>) => readonly SectionReference[];
}

/** A place in the values of a section that makes no sense without another section. */
export interface SectionReference {
  readonly parameter: string;
  /** The row, such as the id of a route. */
  readonly from: string;
  /** Id of the section. */
  readonly to: string;
}

/** What a section holds on one day for one fund: `ValuesOf<typeof DIP>`. */
export type ValuesOf<Section> = Section extends PolicySection<infer P> ? SectionValues<P> : never;

/** Names a section and keeps the types of its parameters. */
export function policySection<const P extends Parameters>(section: PolicySection<P>): PolicySection<P> {
  return section;
}

/** A section with the types of its values left out, as registries keep it. */
// oxlint-disable-next-line typescript/no-explicit-any -- `check` takes the values of its own section only; the registry never calls it with others.
export type AnySection = PolicySection<any>;

/** The values of any section, as its own checks take them. */
export type AnyValues = ValuesOf<AnySection>;

/** How a section is written in a policy. */
export function sectionSchema({ parameters, title }: AnySection) {
  const shape = Object.entries(parameters as Parameters).map(([name, parameter]) => {
    const schema = parameterSchema(parameter);
    // A city may leave to its province what the section requires, so that only the joined policy can miss a parameter.
    return [name, schema.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(shape)).describe(`${title.zh} · ${title.en}`);
}
