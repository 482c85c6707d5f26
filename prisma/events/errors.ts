import { FINAL_ERRORS } from '@fermata/contracts/values';

/** The sequence has another event, or the event before it is missing. Appending again will fail again. */
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

/** The value cannot be an event of its stream. Appending again will fail again. */
export class InvalidEventError extends Error {
  override readonly name = FINAL_ERRORS.invalidEvent;
}
