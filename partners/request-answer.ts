import { withoutLineBreaks } from './delivery-metadata.ts';
import type { AnswerToPartner } from './partner-adapter.ts';

/** The content of the answer to a partner's own request or order, apart from the id of the message. */
export const requestAnswerOf = (request: AnswerToPartner) => ({
  type: `${request.kind}.${request.answer}`,
  timestamp: request.answeredAt,
  data: { ...subjectOf(request), code: request.code, reason: withoutLineBreaks(request.reason) },
});

function subjectOf(request: AnswerToPartner) {
  if (request.kind === 'order') {
    const { orderId, trackId, expectedBy, releaseId, reference, outcome } = request;
    return { orderId, trackId, expectedBy, releaseId, reference, outcome };
  }
  const { requestId, trackId, versionSha256, releaseId, reference } = request;
  return { requestId, trackId, versionSha256, releaseId, reference };
}
