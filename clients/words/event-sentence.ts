import type { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import type { EventData, EventType } from '@fermata/contracts/events';
import type { EventView } from '@fermata/contracts/http';
import { artistLine, describeRecallSubject, describeRemake } from '@fermata/contracts/values';
import { formatMoney } from '@fermata/domain/cost';
import { amendedFields } from './amended-fields.ts';
import { oneLine } from './one-line.ts';
import { byteSize, count, dbtp, duration, instant, lufs, shortHash, signed } from './quantities.ts';

/** Writes an instant, in the reader's time zone or in UTC. */
type WriteInstant = (iso: string) => string;
type Sentence = (data: unknown, at: WriteInstant) => string | null;

function sentenceFor<T extends EventType>(
  type: T,
  sentence: (data: EventData<T>, at: WriteInstant) => string,
): [string, Sentence] {
  // TypeScript does not follow the key through the table; the schema of T parses the data of T.
  const schema = EVENT_DATA[type] as unknown as z.ZodType<EventData<T>>;
  return [
    type,
    (data, at) => {
      const parsed = schema.safeParse(data);
      return parsed.success ? sentence(parsed.data, at) : null;
    },
  ];
}

const noteSuffix = (note: string | undefined): string => (note === undefined ? '' : `: “${note}”`);
const VERDICT_WORDS = {
  approve: 'approves',
  reject: 'rejects',
  'send-back': 'sends back',
} as const;

const totalSize = (assets: readonly { bytes: number }[]): string =>
  byteSize(assets.reduce((sum, { bytes }) => sum + bytes, 0));

const typesOf = (types: readonly string[]): string =>
  types.length === 0 ? 'all events' : types.join(', ');
const askedSentence = (
  { lost, soldBy, answerBefore }: EventData<'release.question-asked'>,
  at: WriteInstant,
): string =>
  `Asks what becomes of it (sold by ${soldBy.join(', ') || 'nobody'}), until ` +
  `${at(answerBefore)}: ` +
  lost.map(({ partner, outcome, detail }) => `${partner}: ${outcome}, ${detail}`).join('; ');
const answeredSentence = ({
  answer,
  via,
}: Pick<EventData<'release.question-answered'>, 'answer' | 'via'>): string =>
  `Answered “${answer}”${via === 'limit' ? ' by the time limit' : ''}`;

const SENTENCES = new Map<string, Sentence>([
  sentenceFor(
    'track.accepted',
    ({ brief, candidates, release }) =>
      `Accepted “${brief.text}”, ${duration(brief.durationSeconds)}, ` +
      `${count(candidates, 'candidate')}, for ${release.partners.join(', ')}`,
  ),
  sentenceFor(
    'track.stage-entered',
    ({ stage, version }) => `Enters ${stage}${version > 1 ? ` (version ${version})` : ''}`,
  ),
  sentenceFor(
    'intent.interpreted',
    ({ intent }) =>
      `Understood as ${intent.mood} ${intent.style}, ${signed(intent.tempoBpm, 0)} bpm, ` +
      `${intent.key.tonic} ${intent.key.mode}`,
  ),
  sentenceFor('plan.made', ({ candidates, take }) =>
    take === undefined
      ? `Planned ${count(candidates.length, 'recipe')}`
      : `Planned the same recipe with ${describeRemake(take)} made again (take ${take.take})`,
  ),
  sentenceFor(
    'candidate.generated',
    ({ candidateId, sketch }) => `Composed and sketched ${candidateId} (${byteSize(sketch.bytes)})`,
  ),
  sentenceFor(
    'candidate.evaluated',
    ({ candidateId, score }) => `Scored ${candidateId}: ${score.toFixed(2)}`,
  ),
  sentenceFor(
    'candidate.picked',
    ({ candidateId, by }) =>
      `Picked ${candidateId}, ` +
      `${{ score: 'by its score', person: 'by a person', limit: 'by its score, at the time limit' }[by]}`,
  ),
  sentenceFor(
    'stems.rendered',
    ({ stems }) =>
      `Rendered ${count(stems.length, 'stem')}: ` +
      `${stems.map(({ part }) => part ?? 'part').join(', ')} (${totalSize(stems)})`,
  ),
  sentenceFor(
    'mix.made',
    ({ figures, stemSumDeviationDbfs }) =>
      `Mixed ${duration(figures.durationSeconds)} at ${lufs(figures.integratedLufs)}; stems sum ` +
      `to it within ${signed(stemSumDeviationDbfs, 0)} dBFS`,
  ),
  sentenceFor(
    'master.made',
    ({ figures }) =>
      `Mastered to ${lufs(figures.integratedLufs)}, true peak ${dbtp(figures.truePeakDbtp)}`,
  ),
  sentenceFor('audio.judged', ({ findings }) =>
    findings.length === 0
      ? 'Measured: no findings'
      : `Measured: ${findings.map(({ severity, where, text }) => `${where}: ${text} (${severity})`).join('; ')}`,
  ),
  sentenceFor('alternates.made', ({ alternates, omittedAlternates = [] }) => {
    const made = alternates.map(
      ({ alternate, figures }) => `${alternate} (${duration(figures.durationSeconds)})`,
    );
    const omitted = omittedAlternates.map(
      ({ alternate, reason }) => `Omitted ${alternate}: ${reason}`,
    );
    return [...(made.length > 0 ? [`Made ${made.join(', ')}`] : []), ...omitted].join('; ');
  }),
  sentenceFor(
    'material.added',
    ({ sha256, kind, licence }) =>
      `Added the ${kind} ${shortHash(sha256)}${licence === undefined ? '' : `, licensed by ${licence.licensor}`}`,
  ),
  sentenceFor(
    'material.reread',
    ({ sha256, bars, tempoBpm }) =>
      `The audio-loop ${shortHash(sha256)} has ${count(bars, 'bar')}` +
      (tempoBpm === null ? '' : ` at ${tempoBpm} beats a minute`),
  ),
  sentenceFor(
    'track.enriched',
    ({ title, tags, files }) =>
      `Titled “${title}” (${tags.join(', ')}), ${count(files.length, 'file')} ready`,
  ),
  sentenceFor(
    'version.completed',
    ({ version, versionSha256, aiDisclosure }) =>
      `Version ${version} is complete: ${shortHash(versionSha256)}, AI disclosure ${aiDisclosure}`,
  ),
  sentenceFor(
    'policy.decided',
    ({ decision }) =>
      `Policy decided “${decision.outcome}”: ${decision.reasons.map(({ text }) => text).join(' ')}`,
  ),
  sentenceFor(
    'review.opened',
    ({ reviewId, terms, expiresAt }, at) =>
      `Review ${reviewId} is open until ${at(expiresAt)}: ${count(terms.quorum, 'approval')} needed`,
  ),
  sentenceFor('review.reminder-due', () => 'A reminder to the reviewers is due'),
  sentenceFor('review.escalated', () => 'Escalated: no decision in time'),
  sentenceFor('review.decided', ({ verdict, reviewer, note, remake, via }) =>
    [
      `${reviewer} ${VERDICT_WORDS[verdict]}`,
      via === 'signal' ? ' (by signal)' : '',
      remake === undefined ? '' : ` to have ${describeRemake(remake)} made again`,
      noteSuffix(note),
    ].join(''),
  ),
  sentenceFor(
    'review.grace-started',
    ({ verdict, effectiveAt }, at) =>
      `“${verdict}” takes effect at ${at(effectiveAt)} unless undone`,
  ),
  sentenceFor('review.undone', ({ reviewer }) => `${reviewer} undoes the decision`),
  sentenceFor('review.closed', ({ outcome }) => `Review closed: ${outcome}`),
  sentenceFor(
    'command.refused',
    ({ command, reason, detail }) => `Refused “${command}” (${reason}): ${detail}`,
  ),
  sentenceFor('track.held', ({ reason }) => `Held${noteSuffix(reason)}`),
  sentenceFor('track.resumed', () => 'Resumed'),
  sentenceFor(
    'track.cancel-requested',
    ({ reason }) => `Cancellation requested${noteSuffix(reason)}`,
  ),
  sentenceFor('track.cancelled', ({ reason }) => `Cancelled${noteSuffix(reason)}`),
  sentenceFor(
    'release.requested',
    ({ partner, requestId }) => `${partner} asks for the release (${requestId})`,
  ),
  sentenceFor(
    'release.request-answered',
    ({ partner, requestId, answer, reason }) =>
      `Answered the request ${requestId} of ${partner}: ${answer}, ${reason}`,
  ),
  sentenceFor('track.release-requested', ({ releaseId }) => `Requested the release ${releaseId}`),
  sentenceFor(
    'track.published',
    ({ version, releaseId }) => `Published version ${version} by ${releaseId}`,
  ),
  sentenceFor('track.archived', ({ reason, detail }) => `Archived (${reason}): ${detail}`),
  sentenceFor(
    'track.answer-ignored',
    ({ partner, detail }) => `Rejection by ${partner} without effect: ${detail}`,
  ),
  sentenceFor(
    'track.partner-dropped',
    ({ partner, stillSoldBy, detail }) =>
      `${partner} no longer sells it, ${stillSoldBy.join(', ')} still does: ${detail}`,
  ),
  sentenceFor('track.dropped', ({ partner, detail }) => `${partner} no longer sells it: ${detail}`),
  sentenceFor('track.failed', ({ stage, detail }) => `Failed while ${stage}: ${detail}`),
  sentenceFor(
    'release.created',
    ({ title, recordings }) =>
      `Created the release “${title}” of ${count(recordings.length, 'recording')}`,
  ),
  sentenceFor(
    'release.started',
    ({ releaseId, partners }) => `Started release ${releaseId} to ${partners.join(', ')}`,
  ),
  sentenceFor('release.publish-requested', () => 'Requested the start of the release'),
  sentenceFor(
    'release.cancel-requested',
    ({ reason }) => `Cancellation requested${noteSuffix(reason)}`,
  ),
  sentenceFor(
    'release.partner-dropped',
    ({ partner, stillSoldBy, detail }) =>
      `${partner} no longer sells it, ${stillSoldBy.join(', ') || 'nobody'} still does: ${detail}`,
  ),
  sentenceFor(
    'release.answer-ignored',
    ({ partner, detail }) => `Rejection by ${partner} without effect: ${detail}`,
  ),
  sentenceFor('release.kept', ({ detail }) => `Kept the release ${detail}`),
  sentenceFor('release.question-asked', askedSentence),
  sentenceFor('release.question-answered', answeredSentence),
  sentenceFor('track.question-asked', askedSentence),
  sentenceFor('track.question-answered', answeredSentence),
  sentenceFor(
    'offer.restarted',
    ({ partner, attempt }) => `Started the offer to ${partner} again (attempt ${attempt})`,
  ),
  sentenceFor(
    'redelivery.requested',
    ({ partner, attempt }) => `Ordered one more delivery to ${partner} (attempt ${attempt})`,
  ),
  sentenceFor('offer.started', ({ partner }) => `Started the offer to ${partner}`),
  sentenceFor(
    'offer.ended',
    ({ partner, outcome, detail }) => `Offer to ${partner} ended: ${outcome}, ${detail}`,
  ),
  sentenceFor(
    'delivery.reserved',
    ({ partner, partnerReference }) => `${partner} reserved ${partnerReference}`,
  ),
  sentenceFor(
    'delivery.delivered',
    ({ partner, files, metadataVersion = 1 }) =>
      `Delivered ${count(files.length, 'file')} to ${partner} (${totalSize(files)})` +
      (metadataVersion === 1 ? '' : ` with metadata version ${metadataVersion}`),
  ),
  sentenceFor(
    'delivery.answered',
    ({ partner, answer, detail }) => `${partner} ${answer} it: ${detail}`,
  ),
  sentenceFor(
    'delivery.answer-ignored',
    ({ partner, answer, detail }) => `Ignored “${answer}” from ${partner}: ${detail}`,
  ),
  sentenceFor(
    'delivery.confirmed',
    ({ partner, partnerReference }) => `Live at ${partner} as ${partnerReference}`,
  ),
  sentenceFor(
    'delivery.timed-out',
    ({ partner, detail }) => `${partner} did not answer in time: ${detail}`,
  ),
  sentenceFor(
    'offer.withdrawn',
    ({ partner, verifiedState, detail }) =>
      `Withdrawn from ${partner}, which reports ${verifiedState}: ${detail}`,
  ),
  sentenceFor('release.ended', ({ outcome, detail }) => `Release ended: ${outcome}, ${detail}`),
  sentenceFor('track.refused', ({ trackId, detail }) => `Refused the track ${trackId}: ${detail}`),
  sentenceFor(
    'release.refused',
    ({ releaseId, detail }) => `Refused the release ${releaseId}: ${detail}`,
  ),
  sentenceFor(
    'amendment.requested',
    ({ metadataVersion, changes, reason }) =>
      `Requested metadata version ${metadataVersion} (${amendedFields(changes) || 'no change'}): ${reason}`,
  ),
  sentenceFor(
    'amendment.sent',
    ({ partner, partnerReference }) =>
      `Sends the amended metadata of ${partnerReference} to ${partner}`,
  ),
  sentenceFor(
    'amendment.shown',
    ({ partner, metadataVersion }) => `${partner} shows metadata version ${metadataVersion}`,
  ),
  sentenceFor(
    'amendment.not-shown',
    ({ partner, code, reason }) =>
      `${partner} does not show the amended metadata: ${code}, ${reason}`,
  ),
  sentenceFor('amendment.ended', ({ outcome, detail }) => `Amendment ended: ${outcome}, ${detail}`),
  sentenceFor(
    'amendment.refused',
    ({ releaseId, metadataVersion, detail }) =>
      `Refused metadata version ${metadataVersion} of ${releaseId}: ${detail}`,
  ),
  sentenceFor(
    'withdrawal.requested',
    ({ trackId, partners, reason }) =>
      `Requested the withdrawal of ${trackId} from ${partners.join(', ')}: ${reason}`,
  ),
  sentenceFor(
    'withdrawal.refused',
    ({ withdrawalId, detail }) => `Refused the withdrawal ${withdrawalId}: ${detail}`,
  ),
  sentenceFor(
    'webhook.replayed',
    ({ partner, webhookId, reason }) =>
      `Hands the webhook ${webhookId} of ${partner} to the relay again; it was not delivered: ${reason}`,
  ),
  sentenceFor(
    'usage.reported',
    ({ partner, releaseId, lines }) =>
      `${partner} reported ${count(lines.length, 'line')} of usage of ${releaseId}`,
  ),
  sentenceFor(
    'takedown-request.received',
    ({ partner, partnerReference, reason }) =>
      `${partner} asks for a takedown of ${partnerReference}: ${reason}`,
  ),
  sentenceFor(
    'takedown-request.declined',
    ({ partner, requestId, reason }) =>
      `Declined the request ${requestId} of ${partner} for a takedown: ${reason}`,
  ),
  sentenceFor('delivery.fix-requested', ({ partner, fields }) => {
    const asked = fields.map(({ field, reason }) => `${field}: ${reason}`).join('; ');
    return `${partner} asks for a fix: ${asked}`;
  }),
  sentenceFor('delivery.fix-answered', ({ partner, answer, via }) =>
    via === 'limit'
      ? `Nobody answered in time; the release is withdrawn from ${partner}`
      : `Answered the request of ${partner} for a fix: ${answer}`,
  ),
  sentenceFor(
    'order.requested',
    ({ partner, orderId, deadline }, at) =>
      `${partner} orders a track by ${at(deadline)}: ${orderId}`,
  ),
  sentenceFor(
    'order.answered',
    ({ partner, orderId, answer, reason }) =>
      `Answered the order ${orderId} of ${partner}: ${answer}, ${reason}`,
  ),
  sentenceFor('withdrawal.started', ({ reason }) => `Started withdrawal: ${reason}`),
  sentenceFor(
    'takedown.requested',
    ({ partner, partnerReference }) =>
      `Asked ${partner} to take down ${partnerReference ?? 'whatever it has of the release'}`,
  ),
  sentenceFor(
    'takedown.confirmed',
    ({ partner, verifiedState }) => `${partner} took it down (${verifiedState})`,
  ),
  sentenceFor(
    'withdrawal.ended',
    ({ outcome, detail }) => `Withdrawal ended: ${outcome}, ${detail}`,
  ),
  sentenceFor(
    'review-minimum.set',
    ({ quorum, graceSeconds }) =>
      `Set the minimum review terms: ${count(quorum, 'approval')}, ${duration(graceSeconds)} to undo`,
  ),
  sentenceFor(
    'profile.set',
    ({ artists, label }) => `Set the profile: ${artistLine(artists)}, ${label}`,
  ),
  sentenceFor('project.held', ({ reason }) => `Held the releases of the project: “${reason}”`),
  sentenceFor('project.resumed', () => 'Resumed the releases of the project'),
  sentenceFor(
    'partner.sales-fetched',
    ({ partner, period, lines, failure }) =>
      `Fetched ${count(lines, 'line')} of sales of ${partner} for ${period}` +
      (failure === null ? '' : `, not all of them: ${failure}`),
  ),
  sentenceFor('partner.pinged', ({ partner, reachable, detail, durationMs }) =>
    reachable
      ? `Pinged ${partner}, which answered within ${durationMs} ms`
      : `Pinged ${partner}, without success: ${detail}`,
  ),
  sentenceFor(
    'partner-key.created',
    ({ partner, keyId }) => `Made the key ${keyId} for the partner ${partner}`,
  ),
  sentenceFor(
    'partner-key.revoked',
    ({ partner, keyId }) => `Revoked the key ${keyId} of the partner ${partner}`,
  ),
  sentenceFor('budget.set', ({ perDay }) => `Set the budget to ${formatMoney(perDay)} a day`),
  sentenceFor('budget.cleared', () => 'Removed the budget'),
  sentenceFor(
    'budget.exhausted',
    ({ refused, perDay, spent, opensAt }, at) =>
      `Refused a ${refused}: ${formatMoney(spent)} of the day’s ${formatMoney(perDay)} are ` +
      `spent; accepted again from ${at(opensAt)}`,
  ),
  sentenceFor(
    'partner.added',
    ({ partner, origin }) => `Added the partner ${partner} at ${origin}`,
  ),
  sentenceFor(
    'partner.changed',
    ({ origin, credentialsReplaced, requestsPerSecond, requirements }) =>
      `Changed the partner: ${origin}${credentialsReplaced ? ', with new credentials' : ''}, ` +
      `${requestsPerSecond ?? 'any number of'} requests a second, ` +
      count(Object.keys(requirements).length, 'requirement'),
  ),
  sentenceFor('partner.orders-set', ({ orders }) =>
    orders === null
      ? 'Closed the orders of the partner'
      : `Opened orders of the partner, in the name of ${orders.requester}`,
  ),
  sentenceFor(
    'partner.circuit-opened',
    ({ failures, failingSince, detail }) =>
      `Calls the partner only now and then: ${count(failures, 'failure')} since ${instant(failingSince)}: ${detail}`,
  ),
  sentenceFor(
    'partner.circuit-closed',
    ({ openedAt }) => `The partner answers again; it had failed since ${instant(openedAt)}`,
  ),
  sentenceFor(
    'recall.started',
    ({ subject, reason, expectedTracks }) =>
      `Recalled the ${describeRecallSubject(subject)}, with ${count(expectedTracks, 'track')} at partners: ${reason}`,
  ),
  sentenceFor(
    'recall.completed',
    ({ withdrawn }) => `Completed the recall: withdrew ${count(withdrawn, 'track')}`,
  ),
  sentenceFor('recall.lifted', ({ reason }) => `Lifted the recall: ${reason}`),
  sentenceFor('partner.paused', () => 'Paused the partner: new offers wait'),
  sentenceFor('partner.resumed', () => 'Resumed the partner'),
  sentenceFor(
    'partner.secret-rotated',
    ({ previousValidUntil }) =>
      `Replaced the webhook secret; the previous one is accepted until ${instant(previousValidUntil)}`,
  ),
  sentenceFor(
    'subscription.created',
    ({ origin, types }) => `Subscribed ${origin} to ${typesOf(types)}`,
  ),
  sentenceFor(
    'subscription.changed',
    ({ origin, types }) => `Changed the subscription: ${origin}, ${typesOf(types)}`,
  ),
  sentenceFor('subscription.paused', () => 'Paused the subscription'),
  sentenceFor('subscription.resumed', () => 'Resumed the subscription'),
  sentenceFor(
    'subscription.secret-rotated',
    ({ previousValidUntil }) =>
      `Made a new secret; the previous one also signs until ${instant(previousValidUntil)}`,
  ),
  sentenceFor('subscription.replayed', ({ eventId }) => `Sends ${eventId} once more`),
  sentenceFor(
    'subscription.disabled',
    ({ failingSince, detail }) =>
      `Disabled the subscription, failing since ${instant(failingSince)}: ${detail}`,
  ),
  sentenceFor('subscription.ended', ({ detail }) => `Ended the subscription: ${detail}`),
  sentenceFor('access.denied', ({ what, detail }) => `Denied ${what}: ${detail}`),
  sentenceFor(
    'late-command.refused',
    ({ command, reason, detail }) => `Refused “${command}” after the end (${reason}): ${detail}`,
  ),
]);

/** The event types with a sentence. */
export const SENTENCE_TYPES: readonly string[] = [...SENTENCES.keys()];

/** A sentence for people. An unknown event is shown by type and data. */
export function eventSentence(
  { type, data }: Pick<EventView, 'type' | 'data'>,
  at: WriteInstant = instant,
): string {
  return oneLine(SENTENCES.get(type)?.(data, at) ?? `${type} ${JSON.stringify(data)}`);
}
