import { pipeline, Readable, Transform } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { PartnerRequestError } from '../partner-request-error.ts';

/** The client reads the answers of the partner's server whole; a longer one fails. */
export function limitAnswers(client: S3Client, maxBytes: number): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (hasBody(response)) response.body = limited(response.body, maxBytes);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'limitAnswers' },
  );
}

const hasBody = (response: unknown): response is { body: Readable } =>
  typeof response === 'object' &&
  response !== null &&
  'body' in response &&
  response.body instanceof Readable;

function limited(body: Readable, maxBytes: number): Readable {
  let received = 0;
  const limit = new Transform({
    transform(chunk: Uint8Array, _encoding, callback) {
      received += chunk.byteLength;
      if (received <= maxBytes) callback(null, chunk);
      else
        callback(
          new PartnerRequestError({
            kind: 'bad-answer',
            detail: `an answer is larger than ${maxBytes} bytes`,
          }),
        );
    },
  });
  // The reader of the limit gets the error.
  return pipeline(body, limit, () => undefined);
}
