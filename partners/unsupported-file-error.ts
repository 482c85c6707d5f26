/** A release contains a file that the partner does not accept. */
export class UnsupportedFileError extends Error {
  override readonly name = 'UnsupportedFileError';
}
