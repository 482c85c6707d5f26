import { oneLine } from './delivery-metadata.ts';
import type { AnswerRequest } from './partner-adapter.ts';

/** The content of the answer to a partner's own request or order, apart from the id of the message. */
export const requestAnswerOf = (request: AnswerRequest) => ({
  type: `${request.kind}.${request.answer}`,
  timestamp: request.answeredAt,
  data: { ...subjectOf(request), code: request.code, reason: oneLine(request.reason) },
});

function subjectOf(request: AnswerRequest) {
  if (request.kind === 'order') {
    const { orderId, trackId, expectedBy, releaseId, reference, outcome } = request;
    return { orderId, trackId, expectedBy, releaseId, reference, outcome };
  }
  const { requestId, trackId, versionSha256, reference } = request;
  return { requestId, trackId, versionSha256, reference };
}
