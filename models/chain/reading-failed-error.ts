/** A reader of the chain cannot read. The message completes the sentence "it …". */
export class ReadingFailedError extends Error {
  override readonly name = 'ReadingFailedError';
}
