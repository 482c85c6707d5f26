/** The step that caches the answers of a language model: each process that asks finds those of the others. */
export const ASK_STEP = { name: 'interpret', version: 1 } as const;

/** The text that a language model is asked about; with the API and the model it is the input of the step. */
export type AskedText = { readonly text: string } | { readonly note: string };
