import assert from 'node:assert/strict';

const DIAGNOSIS = /^[A-Z]\d{2}\.(\d{3}|x\d{2})(x\d{3})?(\+[A-Z]\d{2}(\.\d)?\*)?$/;
const PROCEDURE = /^\d{2}\.(?:(?:\d{2}|\dx)\d{2}(?:x\d{3})?|9\d{2}[0-9A-Z]\d|\d{3}x\d{4})$/;

/** Checks that codes of a table are written as the national insurance edition writes diagnoses. Whether they exist only a dictionary says. */
export function checkedDiagnoses(codes: readonly string[], place: string): readonly string[] {
  for (const code of codes) assert(DIAGNOSIS.test(code), `${place}: ${code} is written as a diagnosis code`);
  assert.equal(new Set(codes).size, codes.length, `${place}: no diagnosis stands twice in a cell`);
  return codes;
}

/** Checks that codes of a table are written as the national insurance edition writes procedures. */
export function checkedProcedures(codes: readonly string[], place: string): readonly string[] {
  for (const code of codes) assert(PROCEDURE.test(code), `${place}: ${code} is written as a procedure code`);
  assert.equal(new Set(codes).size, codes.length, `${place}: no procedure stands twice in a cell`);
  return codes;
}
