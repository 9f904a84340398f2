import { diagnosisCode, procedureCode } from '../../grouper/index.js';
import type { Severity } from '../../grouper/index.js';
import { fen, type Fen, type GroupWeights, type IndicatorCase, type SignedCase, type Stay } from '../../pricing/index.js';
import type { ReadCase } from '../intake/index.js';
import { readFen } from '../intake/values/read-money.js';
import { ColumnReader } from '../pricing/column-reader.js';
import { GroupFinder, type SchemeWords } from '../pricing/found-group.js';
import type { PaymentColumn } from '../pricing/payment-columns.js';
import { ownText, OwnWords } from './own-words.js';

/** One record of a grouped file, as indicators and leads ask for it. */
export interface GroupedCase {
  readonly indicator: IndicatorCase;
  readonly signed: SignedCase;
  readonly personKey: string | undefined;
  /** Absent where the record states no person or no days. */
  readonly stay: Stay | undefined;
}

const DIED = 5;

/** Days of the stay on which nothing was charged, as whoever has the details of the charges counted them. */
const ZERO_FEE_DAYS: PaymentColumn = { kind: 'whole', headers: ['zeroFeeDays', '无费用天数'] };

/** A case as a register of special cases names it. */
export const applicationKey = (hospital: string, caseId: string): string => `${hospital}\n${caseId}`;

/** Reads records of a file that `group` or `price` wrote: what the grouper found stands in its columns. */
export class GroupedCaseReader {
  readonly #columns = new ColumnReader();
  readonly #finder: GroupFinder | undefined;
  readonly #weights: GroupWeights;
  readonly #words = new OwnWords();
  readonly #applied: ReadonlySet<string> | undefined;

  /** @param applied Cases of which special-case review was applied for, by `applicationKey`; absent where nobody knows. */
  constructor(scheme: SchemeWords | undefined, weights: GroupWeights, applied?: ReadonlySet<string>) {
    this.#applied = applied;
    this.#finder = scheme === undefined ? undefined : new GroupFinder(scheme);
    this.#weights = weights;
  }

  read(read: ReadCase): GroupedCase {
    const { discharge, rowNumber: row } = read;
    const columns = this.#columns.at(read);
    const found = this.#finder?.ofColumns(columns);
    const { caseId, dischargeDate: on = '', admissionDate, hospitalId = '', lengthOfStayDays: days } = discharge;
    // Whoever counts cases counts them by these.
    const hospital = this.#words.of(hospitalId);
    const fund = discharge.fund ?? discharge.insuranceType ?? '';
    const values = found === undefined ? undefined : this.#weights.valuesOf(found, { fund, on, hospital });
    const group = found?.status === 'grouped' ? this.#words.of(found.group) : '';
    const principalDiagnosis = discharge.principalDiagnosis === undefined ? '' : diagnosisCode(discharge.principalDiagnosis);
    const procedures = [discharge.principalProcedure, ...discharge.otherProcedures]
      .filter((code) => code !== undefined)
      .map(procedureCode);
    const totalCharges = amountOf(discharge.totalCharges);
    const meanCharges = values?.meanCharges?.value;
    const zeroFeeDays = columns.textAt(columns.placeOf(ZERO_FEE_DAYS));
    const { personKey } = discharge;
    const hasStay = personKey !== undefined && admissionDate !== undefined && discharge.dischargeDate !== undefined;
    return {
      personKey,
      indicator: {
        hospital,
        status: found?.status ?? 'invalid',
        group,
        disease: this.#words.of(principalDiagnosis.slice(0, 3)),
        relativeWeight: values?.relativeWeight?.value,
        cost: totalCharges,
        meanCharges,
        days,
        isDead: discharge.disposition === DIED,
        method: stated(columns.text('method')),
        visitType: stated(columns.text('visitType')),
        fundPayment: amountOf(readFen(columns.text('fundPayment'))),
      },
      signed: {
        // A cluster keeps it, and must not keep the text that it was read from.
        caseId: ownText(caseId),
        row,
        hospital,
        totalCharges,
        selfPaid: amountOf(discharge.selfPaid),
        meanCharges: found?.status === 'grouped' ? meanCharges : undefined,
        lengthOfStayDays: days,
        severity: severityOf(columns.text('severity')),
        hasProcedure: procedures.length > 0,
        zeroFeeDays: zeroFeeDays === '' ? undefined : Number(zeroFeeDays),
        isSpecialCase: this.#applied?.has(applicationKey(hospital, caseId)),
        department: this.#words.of(discharge.department ?? ''),
        group,
        principalDiagnosis,
      },
      stay:
        hasStay && admissionDate <= on
          ? {
              caseId,
              row,
              hospital,
              admissionDate,
              dischargeDate: on,
              days: days ?? 1,
              group,
              adrg: columns.text('adrg'),
              mdc: columns.text('mdc'),
              principalDiagnosis,
              procedures,
              method: columns.text('method'),
            }
          : undefined,
    };
  }
}

const amountOf = (amount: bigint | undefined): Fen | undefined => (amount === undefined ? undefined : fen(amount));
const stated = (text: string): string | undefined => (text === '' ? undefined : text);

function severityOf(text: string): Severity | undefined {
  return text === 'mcc' || text === 'cc' || text === 'none' ? text : undefined;
}
