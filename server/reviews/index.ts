export { briefApplication, listApplications, seesApplication, wholeApplication, type ApplicationList } from './applications.js';
export { enterLines, type Entered, type EntryTerms, type MakeLines } from './enter-lines.js';
export { REVIEWS_ERRORS, ReviewsError } from './errors.js';
export {
  createRegister,
  findRegister,
  listRegisters,
  registerOfRegion,
  type KeptRegister,
  type RegionOfRegister,
  type RegisterToCreate,
} from './kept-register.js';
export { RegisterCache, type RegisterState } from './register-cache.js';
export { linesAfter, registerBytes, registerFile, takeInRegister } from './register-copy.js';
