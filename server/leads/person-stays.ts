import { inOrderOfStay, type Stay } from '../../pricing/index.js';
import { LineSorter } from '../settlement/sort-lines.js';

/** Fields of a stay, in the order of its line. */
const FIELDS = [
  'caseId',
  'row',
  'hospital',
  'admissionDate',
  'dischargeDate',
  'days',
  'group',
  'adrg',
  'mdc',
  'principalDiagnosis',
  'procedures',
  'method',
] as const satisfies readonly (keyof Stay)[];

/**
 * Brings together the stays of each person from a file that has them in any order. They are sorted on disk, so that memory does not grow
 * with the file.
 */
export class PersonStays {
  readonly #sorter: LineSorter;

  /** @param place Path for a file of this name, which whoever owns the folder removes. */
  constructor(place: (name: string) => string) {
    this.#sorter = new LineSorter(place);
  }

  /** @param stays Each with the key of its person. */
  async add(stays: readonly (readonly [personKey: string, stay: Stay])[]): Promise<void> {
    await this.#sorter.add(stays.map(([person, stay]) => JSON.stringify([person, ...FIELDS.map((field) => stay[field])])));
  }

  /** The stays of one person after another, in their order. To be called once. */
  async *persons(): AsyncGenerator<readonly Stay[], void, undefined> {
    let before: string | undefined;
    let stays: Stay[] = [];
    for await (const lines of this.#sorter.sorted()) {
      // Lines of one person begin alike, and so stand together.
      for (const line of lines) {
        const [person, ...values] = JSON.parse(line) as [string, ...unknown[]];
        if (before !== person && stays.length > 0) {
          yield stays.sort(inOrderOfStay);
          stays = [];
        }
        before = person;
        stays.push(Object.fromEntries(FIELDS.map((field, at) => [field, values[at]])) as unknown as Stay);
      }
    }
    if (stays.length > 0) yield stays.sort(inOrderOfStay);
  }
}
