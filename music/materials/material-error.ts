/** What somebody hands in cannot be used: one sentence for them, what and what is allowed. */
export class MaterialError extends Error {
  override readonly name = 'MaterialError';
}
