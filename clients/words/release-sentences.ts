import type { EventData } from '@fermata/contracts/events';
import { amendedFields } from './amended-fields.ts';
import { count, totalSize } from './quantities.ts';
import { noteSuffix, type Sentences, type WriteInstant } from './sentences.ts';

const askedSentence = (
  { lost, soldBy, answerBefore }: EventData<'release.question-asked'>,
  at: WriteInstant,
): string =>
  `Asks for a decision about the release (sold by ${soldBy.join(', ') || 'nobody'}), until ` +
  `${at(answerBefore)}: ` +
  lost.map(({ partner, outcome, detail }) => `${partner}: ${outcome}, ${detail}`).join('; ');
const answeredSentence = ({
  answer,
  via,
}: Pick<EventData<'release.question-answered'>, 'answer' | 'via'>): string =>
  `Answered “${answer}”${via === 'limit' ? ' by the time limit' : ''}`;

/** Of releases, offers, deliveries, and of the requests and reports of partners. */
export const RELEASE_SENTENCES = {
  'release.requested': ({ partner, requestId }) => `${partner} asks for the release (${requestId})`,
  'release.request-answered': ({ partner, requestId, answer, reason }) =>
    `Answered the request ${requestId} of ${partner}: ${answer}, ${reason}`,
  'release.created': ({ title, recordings }) =>
    `Created the release “${title}” of ${count(recordings.length, 'recording')}`,
  'release.started': ({ releaseId, partners }) =>
    `Started release ${releaseId} to ${partners.join(', ')}`,
  'release.start-requested': () => 'Requested the start of the release',
  'release.cancel-requested': ({ reason }) => `Cancellation requested${noteSuffix(reason)}`,
  'release.partner-delisted': ({ partner, stillSoldBy, detail }) =>
    `${partner} no longer sells it, ${stillSoldBy.join(', ') || 'nobody'} still does: ${detail}`,
  'release.answer-ignored': ({ partner, detail }) =>
    `Rejection by ${partner} without effect: ${detail}`,
  'release.kept': ({ detail }) => `Kept the release ${detail}`,
  'release.question-asked': askedSentence,
  'release.question-answered': answeredSentence,
  'track.question-asked': askedSentence,
  'track.question-answered': answeredSentence,
  'offer.restarted': ({ partner, attempt }) =>
    `Started the offer to ${partner} again (attempt ${attempt})`,
  'redelivery.requested': ({ partner, attempt }) =>
    `Requested a redelivery to ${partner} (attempt ${attempt})`,
  'offer.declared-gone': ({ partner, reason }) =>
    `Declared that ${partner} has nothing of the release: ${reason}`,
  'offer.started': ({ partner }) => `Started the offer to ${partner}`,
  'offer.ended': ({ partner, outcome, detail }) =>
    `Offer to ${partner} ended: ${outcome}, ${detail}`,
  'delivery.reserved': ({ partner, partnerReference }) => `${partner} reserved ${partnerReference}`,
  'delivery.delivered': ({ partner, files, metadataVersion }) =>
    `Delivered ${count(files.length, 'file')} to ${partner} (${totalSize(files)})` +
    (metadataVersion === 1 ? '' : ` with metadata version ${metadataVersion}`),
  'delivery.answered': ({ partner, answer, detail }) => `${partner} ${answer} it: ${detail}`,
  'delivery.answer-ignored': ({ partner, answer, detail }) =>
    `Ignored “${answer}” from ${partner}: ${detail}`,
  'delivery.confirmed': ({ partner, partnerReference }) =>
    `Live at ${partner} as ${partnerReference}`,
  'delivery.updated': ({ partner, metadataVersion }) =>
    `${partner} shows metadata version ${metadataVersion}, which was requested after the delivery`,
  'delivery.not-updated': ({ partner, metadataVersion, code, reason }) =>
    `${partner} does not show metadata version ${metadataVersion}: ${code}, ${reason}`,
  'delivery.timed-out': ({ partner, detail }) => `${partner} did not answer in time: ${detail}`,
  'offer.withdrawn': ({ partner, verifiedState, detail }) =>
    `Withdrawn from ${partner}, which reports ${verifiedState}: ${detail}`,
  'release.ended': ({ outcome, detail }) => `Release ended: ${outcome}, ${detail}`,
  'release.refused': ({ releaseId, detail }) => `Refused the release ${releaseId}: ${detail}`,
  'amendment.requested': ({ metadataVersion, changes, reason }) =>
    `Requested metadata version ${metadataVersion} (${amendedFields(changes) || 'no change'}): ${reason}`,
  'amendment.sent': ({ partner, partnerReference }) =>
    `Sends the amended metadata of ${partnerReference} to ${partner}`,
  'amendment.shown': ({ partner, metadataVersion }) =>
    `${partner} shows metadata version ${metadataVersion}`,
  'amendment.not-shown': ({ partner, code, reason }) =>
    `${partner} does not show the amended metadata: ${code}, ${reason}`,
  'amendment.ended': ({ outcome, detail }) => `Amendment ended: ${outcome}, ${detail}`,
  'amendment.refused': ({ releaseId, metadataVersion, detail }) =>
    `Refused metadata version ${metadataVersion} of ${releaseId}: ${detail}`,
  'withdrawal.requested': ({ trackId, partners, reason }) =>
    `Requested the withdrawal of ${trackId} from ${partners.join(', ')}: ${reason}`,
  'withdrawal.refused': ({ withdrawalId, detail }) =>
    `Refused the withdrawal ${withdrawalId}: ${detail}`,
  'webhook.replayed': ({ partner, webhookId, reason }) =>
    `Hands the webhook ${webhookId} of ${partner} to the relay again; it was not delivered: ${reason}`,
  'usage.reported': ({ partner, releaseId, lines }) =>
    `${partner} reported ${count(lines.length, 'line')} of usage of ${releaseId}`,
  'takedown-request.received': ({ partner, partnerReference, reason }) =>
    `${partner} asks for a takedown of ${partnerReference}: ${reason}`,
  'takedown-request.declined': ({ partner, requestId, reason }) =>
    `Declined the request ${requestId} of ${partner} for a takedown: ${reason}`,
  'delivery.fix-requested': ({ partner, fields }) => {
    const asked = fields.map(({ field, reason }) => `${field}: ${reason}`).join('; ');
    return `${partner} asks for a fix: ${asked}`;
  },
  'delivery.fix-answered': ({ partner, answer, via }) =>
    via === 'limit'
      ? `Nobody answered in time; the release is withdrawn from ${partner}`
      : `Answered the request of ${partner} for a fix: ${answer}`,
  'order.requested': ({ partner, orderId, deadline }, at) =>
    `${partner} orders a track by ${at(deadline)}: ${orderId}`,
  'order.answered': ({ partner, orderId, answer, reason }) =>
    `Answered the order ${orderId} of ${partner}: ${answer}, ${reason}`,
  'withdrawal.started': ({ reason }) => `Started withdrawal: ${reason}`,
  'takedown.requested': ({ partner, partnerReference }) =>
    `Asked ${partner} to take down ${partnerReference ?? 'all that it has of the release'}`,
  'takedown.confirmed': ({ partner, verifiedState }) =>
    `${partner} took it down (${verifiedState})`,
  'withdrawal.ended': ({ outcome, detail }) => `Withdrawal ended: ${outcome}, ${detail}`,
} satisfies Partial<Sentences>;
