import { FINAL_ERRORS } from '@fermata/contracts/values';

/** The sequence has another event. Appending again will fail again. */
export class SequenceConflictError extends Error {
  override readonly name = FINAL_ERRORS.sequenceConflict;
  readonly stream: string;
  readonly sequence: number;
  constructor(stream: string, sequence: number, message: string) {
    super(message);
    this.stream = stream;
    this.sequence = sequence;
  }
}

/** An event before the sequence is missing. Its writer can append it, and then this one. */
export class StreamGapError extends Error {
  override readonly name = 'StreamGapError';
  /** The first missing sequence. */
  readonly missing: number;
  constructor(stream: string, sequence: number, missing: number) {
    super(`event ${sequence} of stream ${stream} cannot be written: event ${missing} is missing`);
    this.missing = missing;
  }
}

/** The value cannot be an event of its stream. Appending again will fail again. */
export class InvalidEventError extends Error {
  override readonly name = FINAL_ERRORS.invalidEvent;
}
