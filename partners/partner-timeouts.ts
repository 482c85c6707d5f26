/** Milliseconds for one request, and for one upload. */
export interface PartnerTimeouts {
  readonly answerTimeoutMs?: number | undefined;
  readonly uploadTimeoutMs?: number | undefined;
}

export const ANSWER_TIMEOUT_MS = 30_000;
export const UPLOAD_TIMEOUT_MS = 100_000;
