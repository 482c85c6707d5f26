/** A language model was asked in vain. The message completes the sentence "it …", without key, address or text. */
export class RemoteModelError extends Error {
  override readonly name = 'RemoteModelError';
}

export const REFUSED = 'refused the request';
export const NO_CALL = 'did not call the function as it must';
