import { oneLine } from './delivery-metadata.ts';
import type { AnswerRequest } from './partner-adapter.ts';

/** The content of the answer to a partner's own request, apart from the id of the message. */
export const requestAnswerOf = ({
  kind,
  answer,
  answeredAt: timestamp,
  ...named
}: AnswerRequest) => {
  const { requestId, trackId, versionSha256, reference, code, reason } = named;
  return {
    type: `${kind}.${answer}`,
    timestamp,
    data: { requestId, trackId, versionSha256, reference, code, reason: oneLine(reason) },
  };
};
