import { NUMBER_FIELDS, satisfies, type NumberField } from '../rules/rule.js';
import {
  ACCEPT,
  INSTRUCTION_SIZE,
  maskOf,
  DEPARTMENT_BIT,
  OP_AT_LEAST,
  OP_AT_MOST,
  OP_COUNT,
  OP_EQUAL,
  OP_HIT,
  OP_LESS,
  OP_MORE,
  type CountingTest,
} from '../rules/rule-program.js';
import type { IntegerLists } from '../flat/integer-lists.js';
import { CANDIDATE_MASK, CANDIDATE_MASK_BITS, EFFECT_HEAD, FIELDS } from './code-effects.js';
import {
  CC_SET,
  COMPLICATION_SET_BITS,
  MCC_SET,
  type CompiledDrgScheme,
  LISTS,
  SETS,
  COMPLICATIONS,
  EXCLUSIONS,
} from './compile-scheme.js';

/** Place of each number field in `GroupingKernel.numbers`. */
export const NUMBER_INDEX = { NL: 0, XSRTL: 1, XSRTZ: 2, XB: 3, ZYTS: 4, LYFS: 5, ICUXS: 6 } as const satisfies Record<
  NumberField,
  number
>;

const ZYZD = maskOf(['ZYZD']);
const QTZD = maskOf(['QTZD']);
const ZYSS = maskOf(['ZYSS']);
const QTSS = maskOf(['QTSS']);
const COMPLICATION_SET = (1 << COMPLICATION_SET_BITS) - 1;

/** No row: nothing matched at this level. */
export const NO_ROW = -1;

/** How grave the complications of a case are, as the kernel says it. */
export const SEVERITY_NONE = 0;
export const SEVERITY_CC = 1;
export const SEVERITY_MCC = 2;

/**
 * The fast path: decides one case after another from interned codes, without strings and without allocating.
 *
 * Use: `start`, then the case's codes in any order, then `decide`, then read the answer. One kernel serves one caller at a time;
 * its memory is its own, so that several kernels may walk one compiled scheme.
 */
export class GroupingKernel {
  /** Numbers of the case, by NUMBER_INDEX; NaN for one not stated, which makes every comparison false. */
  readonly numbers = new Float64Array(NUMBER_FIELDS.length).fill(NaN);
  /** The answer: place of the ADRG row and of the DRG row in order of evaluation, or NO_ROW. */
  adrgRow = NO_ROW;
  drgRow = NO_ROW;
  severity = SEVERITY_NONE;

  readonly #compiled: CompiledDrgScheme;
  // What every case reads is held here itself: one step through memory less for each look.
  readonly #profileOfCode: Int32Array;
  readonly #listsOfProfile: IntegerLists;
  readonly #effectStart: Int32Array;
  readonly #effects: Int32Array;
  readonly #candidatesOfSet: IntegerLists;
  readonly #instructions: Int32Array;
  readonly #bounds: Float64Array;
  /** For each set the fields that hit it, as bits. */
  readonly #hits: Uint8Array;
  readonly #touchedSets: Int32Array;
  #touchedCount = 0;
  readonly #candidates: Int32Array;
  /** For each MDC the last case that its entry rule was held against, doubled, and one more if it held: nothing to reset. */
  readonly #gates: Float64Array;
  #caseNumber = 0;
  // The case's codes with their fields: needed for complications and for counting.
  #ids = new Int32Array(256);
  #identities = new Int32Array(256);
  #profiles = new Int32Array(256);
  #fields = new Uint8Array(256);
  #codeCount = 0;
  #principal = 0;
  #principalIdentity = 0;
  readonly #whenNoDrgRowNext: boolean;

  constructor(compiled: CompiledDrgScheme) {
    this.#compiled = compiled;
    this.#profileOfCode = compiled.profileOfCode;
    this.#listsOfProfile = compiled.listsOfProfile;
    this.#effectStart = compiled.effects.start;
    this.#effects = compiled.effects.values;
    this.#candidatesOfSet = compiled.candidatesOfSet;
    this.#instructions = compiled.program.instructions;
    this.#bounds = compiled.program.bounds;
    this.#hits = new Uint8Array(compiled.setCount);
    this.#touchedSets = new Int32Array(compiled.setCount);
    this.#candidates = new Int32Array(compiled.alwaysCandidates.length);
    this.#gates = new Float64Array(compiled.mdcRules.length);
    this.#whenNoDrgRowNext = compiled.edition.whenNoDrgRow === 'next';
  }

  /** Forgets the case before. */
  start(): void {
    for (let i = 0; i < this.#touchedCount; i++) this.#hits[this.#touchedSets[i]!] = 0;
    this.#touchedCount = 0;
    // Loops, because a call of fill or set costs more than these few elements.
    const { alwaysCandidates } = this.#compiled;
    for (let word = 0; word < alwaysCandidates.length; word++) this.#candidates[word] = alwaysCandidates[word]!;
    for (let field = 0; field < this.numbers.length; field++) this.numbers[field] = NaN;
    this.#caseNumber++;
    this.#codeCount = 0;
    this.#principal = 0;
    this.#principalIdentity = 0;
  }

  /**
   * The code is added by its id; UNKNOWN_CODE is in no set.
   *
   * @param identity Tells codes apart where several have one id, as those have that are known by a pattern alone.
   */
  setPrincipalDiagnosis(id: number, identity = id): void {
    this.#principal = id;
    this.#principalIdentity = identity;
    this.#addCode(id, identity, ZYZD);
  }

  addOtherDiagnosis(id: number, identity = id): void {
    this.#addCode(id, identity, QTZD);
  }

  setMainProcedure(id: number, identity = id): void {
    this.#addCode(id, identity, ZYSS);
  }

  addOtherProcedure(id: number, identity = id): void {
    this.#addCode(id, identity, QTSS);
  }

  setDepartment(id: number): void {
    this.#addCode(id, id, DEPARTMENT_BIT);
  }

  /**
   * Finds the first ADRG row whose MDC and own rule hold, and under it the first DRG row whose rule holds.
   * The answer stands in `adrgRow`, `drgRow` and `severity`.
   */
  decide(): void {
    const { mdcOfAdrg, adrgRules } = this.#compiled;
    this.#findComplications();
    this.adrgRow = NO_ROW;
    this.drgRow = NO_ROW;
    const candidates = this.#candidates;
    for (let word = 0; word < candidates.length; word++) {
      let bits = candidates[word]!;
      while (bits !== 0) {
        const lowest = bits & -bits;
        bits ^= lowest;
        const row = (word << 5) + 31 - Math.clz32(lowest);
        if (!this.mdcHolds(mdcOfAdrg[row]!) || !this.#holds(adrgRules[row]!)) continue;
        const drg = this.#firstDrg(row);
        if (drg === NO_ROW && this.#whenNoDrgRowNext) continue;
        this.adrgRow = row;
        this.drgRow = drg;
        return;
      }
    }
  }

  /** Whether the entry rule of an MDC holds for the case. To be asked after `decide`, for the reasons of a case without a group. */
  mdcHolds(mdc: number): boolean {
    const closed = this.#caseNumber * 2;
    const known = this.#gates[mdc]!;
    if (known >= closed) return known > closed;
    const holds = this.#holds(this.#compiled.mdcRules[mdc]!);
    this.#gates[mdc] = holds ? closed + 1 : closed;
    return holds;
  }

  /** The same with the other sex: tells a case that sex alone keeps out. */
  mdcHoldsForOtherSex(mdc: number): boolean {
    const sex = this.numbers[NUMBER_INDEX.XB]!;
    this.numbers[NUMBER_INDEX.XB] = 3 - sex;
    const holds = this.#holds(this.#compiled.mdcRules[mdc]!);
    this.numbers[NUMBER_INDEX.XB] = sex;
    return holds;
  }

  #addCode(id: number, identity: number, field: number): void {
    if (id === 0) return;
    if (this.#codeCount === this.#ids.length) this.#growCodes();
    const at = this.#codeCount++;
    this.#ids[at] = id;
    this.#identities[at] = identity;
    this.#fields[at] = field;
    const profile = this.#profileOfCode[id]!;
    this.#profiles[at] = profile;
    const effects = this.#effects;
    let next = this.#effectStart[profile * FIELDS + 31 - Math.clz32(field)]!;
    const [setCount, wordCount] = [effects[next]!, effects[next + 1]!];
    next += EFFECT_HEAD;
    for (const end = next + setCount; next < end; next++) this.#touch(effects[next]!, field);
    for (const end = next + wordCount * 2; next < end; next += 2) this.#candidates[effects[next]!]! |= effects[next + 1]!;
  }

  #touch(set: number, field: number): void {
    const before = this.#hits[set]!;
    if (before === 0) this.#touchedSets[this.#touchedCount++] = set;
    this.#hits[set] = before | field;
  }

  /** A hit of a set that hangs on the case. */
  #hit(set: number, field: number): void {
    if ((this.#hits[set]! & field) === field) return;
    this.#touch(set, field);
    const { start, values } = this.#candidatesOfSet;
    for (let i = start[set]!, end = start[set + 1]!; i < end; i++) {
      const entry = values[i]!;
      if ((entry & CANDIDATE_MASK & field) === 0) continue;
      const row = entry >> CANDIDATE_MASK_BITS;
      this.#candidates[row >> 5]! |= 1 << (row & 31);
    }
  }

  #findComplications(): void {
    const { start, values } = this.#listsOfProfile;
    this.severity = SEVERITY_NONE;
    for (let at = 0; at < this.#codeCount; at++) {
      if (this.#fields[at] !== QTZD) continue;
      const list = this.#profiles[at]! * LISTS + COMPLICATIONS;
      for (let i = start[list]!, end = start[list + 1]!; i < end; i++) {
        const entry = values[i]!;
        if (this.#principalIsIn(entry >> COMPLICATION_SET_BITS)) continue;
        const set = entry & COMPLICATION_SET;
        this.severity = Math.max(this.severity, set === MCC_SET ? SEVERITY_MCC : SEVERITY_CC);
        // MCC and CC are sets of codes, so a principal that is repeated among the others is in them as well.
        this.#hit(set, this.#identities[at] === this.#principalIdentity ? QTZD | ZYZD : QTZD);
      }
    }
  }

  /** Whether a code among the other diagnoses counts as MCC or CC: some entry of it is not excluded by the principal diagnosis. */
  #countsAs(set: number, id: number): boolean {
    const { start, values } = this.#listsOfProfile;
    const list = this.#profileOfCode[id]! * LISTS + COMPLICATIONS;
    for (let i = start[list]!, end = start[list + 1]!; i < end; i++) {
      const entry = values[i]!;
      if ((entry & COMPLICATION_SET) === set && !this.#principalIsIn(entry >> COMPLICATION_SET_BITS)) return true;
    }
    return false;
  }

  #principalIsIn(table: number): boolean {
    const { start, values } = this.#listsOfProfile;
    const list = this.#profileOfCode[this.#principal]! * LISTS + EXCLUSIONS;
    for (let i = start[list]!, end = start[list + 1]!; i < end; i++) {
      if (values[i] === table) return true;
    }
    return false;
  }

  #firstDrg(adrgRow: number): number {
    const { drgStart, drgRules } = this.#compiled;
    for (let row = drgStart[adrgRow]!, end = drgStart[adrgRow + 1]!; row < end; row++) {
      if (this.#holds(drgRules[row]!)) return row;
    }
    return NO_ROW;
  }

  #holds(rule: number): boolean {
    const instructions = this.#instructions;
    const bounds = this.#bounds;
    let next = rule;
    while (next >= 0) {
      const at = next * INSTRUCTION_SIZE;
      const a = instructions[at + 1]!;
      const b = instructions[at + 2]!;
      let holds: boolean;
      switch (instructions[at]) {
        case OP_HIT:
          holds = (this.#hits[a]! & b) !== 0;
          break;
        case OP_LESS:
          holds = this.numbers[a]! < bounds[b]!;
          break;
        case OP_AT_MOST:
          holds = this.numbers[a]! <= bounds[b]!;
          break;
        case OP_MORE:
          holds = this.numbers[a]! > bounds[b]!;
          break;
        case OP_AT_LEAST:
          holds = this.numbers[a]! >= bounds[b]!;
          break;
        case OP_EQUAL:
          holds = this.numbers[a] === bounds[b];
          break;
        case OP_COUNT:
          holds = this.#countHolds(this.#compiled.program.countings[a]!);
          break;
        default:
          throw new Error('a rule program holds known instructions only');
      }
      next = instructions[at + (holds ? 3 : 4)]!;
    }
    return next === ACCEPT;
  }

  #countHolds({ sets, mask, comparison, bound }: CountingTest): boolean {
    const counted = new Set<number>();
    for (let at = 0; at < this.#codeCount; at++) {
      if ((this.#fields[at]! & mask) !== 0 && sets.some((set) => this.#isMember(at, set))) {
        counted.add(this.#identities[at]!);
      }
    }
    return satisfies(counted.size, comparison, bound);
  }

  /** Whether the code at a place of the case is a member of a set. */
  #isMember(at: number, set: number): boolean {
    const id = this.#ids[at]!;
    if (set === MCC_SET || set === CC_SET) return this.#isAmongOtherDiagnoses(this.#identities[at]!) && this.#countsAs(set, id);
    const { start, values } = this.#listsOfProfile;
    const list = this.#profileOfCode[id]! * LISTS + SETS;
    for (let i = start[list]!, end = start[list + 1]!; i < end; i++) {
      if (values[i] === set) return true;
    }
    return false;
  }

  #isAmongOtherDiagnoses(identity: number): boolean {
    for (let at = 0; at < this.#codeCount; at++) {
      if (this.#identities[at] === identity && this.#fields[at] === QTZD) return true;
    }
    return false;
  }

  #growCodes(): void {
    const grown = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const size = this.#ids.length * 2;
    this.#ids = grown(this.#ids, new Int32Array(size));
    this.#identities = grown(this.#identities, new Int32Array(size));
    this.#profiles = grown(this.#profiles, new Int32Array(size));
    this.#fields = grown(this.#fields, new Uint8Array(size));
  }
}
