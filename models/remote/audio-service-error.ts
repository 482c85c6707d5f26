/**
 * `busy`: nothing was begun. `unreachable`: no complete answer to a call that can be repeated. `refused`: the
 * configuration or the request is wrong. `unknown-outcome`: a submission that may have begun a job. `malformed`: an
 * answer of another form. `missing`: the service has no such file any more. `unusable`: audio that cannot be used.
 */
export type AudioFailure =
  'busy' | 'unreachable' | 'refused' | 'unknown-outcome' | 'malformed' | 'missing' | 'unusable';

/** `same-call`: costs nothing more. `new-job`: only another job, paid again, can help. `stop`: a person looks. */
export type AfterFailure = 'same-call' | 'new-job' | 'stop';

const AFTER: Readonly<Record<AudioFailure, AfterFailure>> = {
  busy: 'same-call',
  unreachable: 'same-call',
  refused: 'stop',
  'unknown-outcome': 'stop',
  malformed: 'stop',
  missing: 'new-job',
  unusable: 'new-job',
};

/** A call to an audio generator failed. The message completes "the generator …", without key, address or prompt. */
export class AudioServiceError extends Error {
  override readonly name = 'AudioServiceError';
  readonly failure: AudioFailure;
  /** How long the service asks to wait. Null: it does not say. */
  readonly retryMs: number | null;

  constructor(
    failure: AudioFailure,
    message: string,
    { cause, retryMs = null }: { readonly cause?: unknown; readonly retryMs?: number | null } = {},
  ) {
    super(message, { cause });
    this.failure = failure;
    this.retryMs = retryMs;
  }

  get next(): AfterFailure {
    return AFTER[this.failure];
  }
}
