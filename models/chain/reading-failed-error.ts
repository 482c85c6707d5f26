import { cleanText, type InterpreterModel } from '@fermata/contracts/values';

/** A reader of the chain cannot read. The message completes the sentence "it …". */
export class ReadingFailedError extends Error {
  override readonly name = 'ReadingFailedError';
}

export const failureNote = (
  { name }: InterpreterModel,
  { message }: Pick<Error, 'message'>,
): string => cleanText(`model ${name} was not used, because it ${message}`, 300);
