import { FINAL_ERRORS } from '@fermata/contracts/values';
import { errorChain, errorCodes } from './error-chain.ts';

const FINAL_NAMES: ReadonlySet<unknown> = new Set(Object.values(FINAL_ERRORS));
/** SQLSTATE: invalid data (class 22), a limit of the database (54), a value that the table does not allow. */
const FINAL_SQLSTATE = /^(?:(?:22|54)[0-9A-Z]{3}|23502|23514)$/;

/** Whether the same work would fail in the same way again, so that it must not be retried. */
export const isFinalError = (error: unknown): boolean =>
  errorChain(error).some(
    (details) =>
      FINAL_NAMES.has(details.name) ||
      errorCodes(details).some((code) => FINAL_SQLSTATE.test(code)),
  );
