/** Another event stands at this place of the stream, or an earlier one is missing. Writing again will not help. */
export class SequenceConflict extends Error {
  override readonly name = 'SequenceConflict';
  readonly stream: string;
  readonly sequence: number;
  constructor(stream: string, sequence: number, message: string) {
    super(message);
    this.stream = stream;
    this.sequence = sequence;
  }
}

/** What was handed over cannot be an event of its stream. Writing again will not help. */
export class EventRefused extends Error {
  override readonly name = 'EventRefused';
}

/** A cursor that no page gave. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
}

/** A partner's reference that another project or release has already. Registering again will not help. */
export class DeliveryConflict extends Error {
  override readonly name = 'DeliveryConflict';
}
