/** An upload that cannot be used: one sentence for the user with the problem and the limit. */
export class MaterialError extends Error {
  override readonly name = 'MaterialError';
}
