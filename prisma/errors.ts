/** Another event stands at this place of the stream, or an earlier one is missing. Writing again will not help. */
export class SequenceConflictError extends Error {
  override readonly name = 'SequenceConflictError';
  readonly stream: string;
  readonly sequence: number;
  constructor(stream: string, sequence: number, message: string) {
    super(message);
    this.stream = stream;
    this.sequence = sequence;
  }
}

/** What was handed over cannot be an event of its stream. Writing again will not help. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
}

/** A cursor that no page gave. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}

/** A partner's reference that another project or release has already. Registering again will not help. */
export class DeliveryConflictError extends Error {
  override readonly name = 'DeliveryConflictError';
}
