import type { DrgEdition } from '../../reference-data/index.js';
import { FlatSections, packSections, type Sections } from '../flat/flat-sections.js';
import type { IntegerLists } from '../flat/integer-lists.js';
import type { CountingTest } from '../rules/rule-program.js';
import type { CompiledDrgScheme, CompiledMdc } from './compile-scheme.js';
import type { RowOutcome } from './row-outcome.js';
import { openSchemeCodes, schemeCodesSections } from './scheme-codes.js';

/** The parts that are no arrays of numbers: small, and read once. */
interface Texts {
  readonly edition: DrgEdition;
  readonly idCount: number;
  readonly setCount: number;
  readonly mdcs: readonly CompiledMdc[];
  readonly drgOutcomes: readonly RowOutcome[];
  readonly adrgOutcomes: readonly RowOutcome[];
  readonly countings: readonly CountingTest[];
}

/** Puts a compiled scheme into one piece of shared memory. The same scheme gives the same bytes. */
export function packDrgScheme(compiled: CompiledDrgScheme): SharedArrayBuffer {
  const { edition, idCount, setCount, mdcs, drgOutcomes, adrgOutcomes, program } = compiled;
  const texts: Texts = { edition, idCount, setCount, mdcs, drgOutcomes, adrgOutcomes, countings: program.countings };
  return packSections({
    texts: [JSON.stringify(texts)],
    ...schemeCodesSections(compiled.codes),
    instructions: program.instructions,
    bounds: program.bounds,
    profileOfCode: compiled.profileOfCode,
    ...listSections('listsOfProfile', compiled.listsOfProfile),
    ...listSections('effects', compiled.effects),
    ...listSections('candidatesOfSet', compiled.candidatesOfSet),
    alwaysCandidates: compiled.alwaysCandidates,
    mdcOfAdrg: compiled.mdcOfAdrg,
    mdcRules: compiled.mdcRules,
    adrgRules: compiled.adrgRules,
    drgRules: compiled.drgRules,
    drgStart: compiled.drgStart,
  });
}

/** Reads a packed scheme: its arrays are views of the shared memory. */
export function openDrgScheme(buffer: SharedArrayBuffer): CompiledDrgScheme {
  const sections = new FlatSections(buffer);
  const { countings, ...texts } = JSON.parse(sections.texts('texts')[0]!) as Texts;
  return {
    ...texts,
    codes: openSchemeCodes(sections),
    program: { instructions: sections.int32('instructions'), bounds: sections.float64('bounds'), countings },
    profileOfCode: sections.int32('profileOfCode'),
    listsOfProfile: openLists(sections, 'listsOfProfile'),
    effects: openLists(sections, 'effects'),
    candidatesOfSet: openLists(sections, 'candidatesOfSet'),
    alwaysCandidates: sections.int32('alwaysCandidates'),
    mdcOfAdrg: sections.int32('mdcOfAdrg'),
    mdcRules: sections.int32('mdcRules'),
    adrgRules: sections.int32('adrgRules'),
    drgRules: sections.int32('drgRules'),
    drgStart: sections.int32('drgStart'),
  };
}

function listSections(name: string, { start, values }: IntegerLists): Sections {
  return { [`${name}.start`]: start, [`${name}.values`]: values };
}

function openLists(sections: FlatSections, name: string): IntegerLists {
  return { start: sections.int32(`${name}.start`), values: sections.int32(`${name}.values`) };
}
