import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

const NOTHING = defaultPayloadConverter.toPayload(undefined);

/**
 * Decodes an unreadable payload as undefined, which every message schema rejects. Otherwise one signal in an unknown
 * encoding would fail every later task of its workflow.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload<T>(payload: Payload): T {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch {
      return defaultPayloadConverter.fromPayload<T>(NOTHING);
    }
  },
};
