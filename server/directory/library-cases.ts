import {
  compileDirectory,
  DipGrouper,
  readDipCase,
  type ProcedureAttributes,
  type Discharge,
  type HistoryCase,
} from '../../grouper/index.js';
import { nationalDipPolicy, type StoredDipScheme } from '../../reference-data/index.js';

/** How a discharge stands to the national library, and what its procedures are for clustering. */
export interface LibraryView extends Pick<HistoryCase, 'mainProcedure' | 'related'> {
  /** Empty where no library is used or none of its groups takes the case. */
  readonly nationalGroup: string;
  readonly isExcluded: boolean;
}

/** Looks at a discharge before it is clustered. */
export type ViewDischarge = (discharge: Discharge) => LibraryView;

/** Without a library: the procedures as the case states them. */
export const viewWithoutLibrary: ViewDischarge = ({ principalProcedure = '', otherProcedures }) => ({
  mainProcedure: principalProcedure,
  related: otherProcedures.includes(principalProcedure)
    ? otherProcedures.filter((code) => code !== principalProcedure)
    : otherProcedures,
  nationalGroup: '',
  isExcluded: false,
});

/** With a library: its exclusion lists choose the main procedure, and its layers the group. */
export function viewWithLibrary({ manifest, tables }: StoredDipScheme, attributes: ProcedureAttributes): ViewDischarge {
  const directory = compileDirectory(manifest, tables, nationalDipPolicy(), attributes);
  const grouper = new DipGrouper(directory);
  return (discharge) => {
    const { main, related, diagnosis } = readDipCase(discharge, directory);
    const result = grouper.group(discharge);
    return {
      mainProcedure: main?.code ?? '',
      related: related.map(({ code }) => code).filter((code) => code !== main?.code),
      nationalGroup: result.status === 'grouped' ? result.group : '',
      isExcluded: directory.excludedDiagnoses.has(diagnosis),
    };
  };
}
