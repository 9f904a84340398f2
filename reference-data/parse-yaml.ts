import { parse } from 'yaml';

/**
 * Parses YAML in which every value stays text: `0.10` is what was written and no float, and codes such as `36.0600` are no numbers.
 * What a value means is for the schema that checks it.
 *
 * @param invalid Makes the error of the caller from what the parser says.
 */
export function parseYaml(text: string, invalid: (why: string) => Error): unknown {
  try {
    return parse(text, { schema: 'failsafe' });
  } catch (error) {
    throw invalid((error as Error).message);
  }
}
