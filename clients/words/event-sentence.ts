import type { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import type { EventData, EventType } from '@fermata/contracts/events';
import type { EventView } from '@fermata/contracts/http';
import {
  artistLine,
  describeEdits,
  describeRecallSubject,
  type ModelChoice,
  modelIdOf,
} from '@fermata/contracts/values';
import { formatMoney } from '@fermata/domain/cost';
import { amendedFields } from './amended-fields.ts';
import { oneLine } from './one-line.ts';
import { byteSize, count, dbtp, duration, instant, lufs, shortHash, signed } from './quantities.ts';

/** Writes an instant, in the reader's time zone or in UTC. */
type WriteInstant = (iso: string) => string;
/** TypeScript demands a sentence for each type, of its own data. */
type Sentences = {
  readonly [T in EventType]: (data: EventData<T>, at: WriteInstant) => string;
};
/** By type, so that TypeScript knows that the schema of a type parses its data. */
const SCHEMAS: { readonly [T in EventType]: z.ZodType<EventData<T>> } = EVENT_DATA;

const noteSuffix = (note: string | undefined): string => (note === undefined ? '' : `: “${note}”`);
/** The models whose use a reader would not expect: a canary, and those that were not used. */
const choicesSuffix = (choices: readonly ModelChoice[] = []): string =>
  choices
    .filter(({ state, used }) => state !== 'active' || !used)
    .map(
      (choice) =>
        `; ${modelIdOf(choice)} ${choice.used ? 'read' : 'did not read'} the other words: it ${choice.reason}`,
    )
    .join('');
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
  `Asks for a decision about the release (sold by ${soldBy.join(', ') || 'nobody'}), until ` +
  `${at(answerBefore)}: ` +
  lost.map(({ partner, outcome, detail }) => `${partner}: ${outcome}, ${detail}`).join('; ');
const answeredSentence = ({
  answer,
  via,
}: Pick<EventData<'release.question-answered'>, 'answer' | 'via'>): string =>
  `Answered “${answer}”${via === 'limit' ? ' by the time limit' : ''}`;

const SENTENCES: Sentences = {
  'track.accepted': ({ brief, candidates, release }) =>
    `Accepted “${brief.text}”, ` +
    (brief.durationSeconds === undefined ? '' : `${duration(brief.durationSeconds)}, `) +
    `${count(candidates, 'candidate')}, for ${release.partners.join(', ')}`,
  'track.stage-entered': ({ stage, version }) =>
    `Enters ${stage}${version > 1 ? ` (version ${version})` : ''}`,
  'intent.interpreted': ({ intent }) =>
    `Understood as ${intent.mood} ${intent.style}, ${signed(intent.tempoBpm, 0)} bpm, ` +
    `${intent.key.tonic} ${intent.key.mode}${choicesSuffix(intent.interpreter.choices)}`,
  'plan.made': ({ candidates, edits }) =>
    edits === undefined
      ? `Planned ${count(candidates.length, 'recipe')}`
      : `Planned the same recipe with edits: ${describeEdits(edits)}`,
  'candidate.generated': ({ candidateId, sketch }) =>
    `Composed and sketched ${candidateId} (${byteSize(sketch.bytes)})`,
  'candidate.evaluated': ({ candidateId, rating }) => `Rated ${candidateId}: ${rating.toFixed(2)}`,
  'candidate.picked': ({ candidateId, by }) =>
    `Picked ${candidateId}, ` +
    `${{ rating: 'by its rating', person: 'by a person', limit: 'by its rating, at the time limit' }[by]}`,
  'stems.rendered': ({ stems }) =>
    `Rendered ${count(stems.length, 'stem')}: ` +
    `${stems.map(({ part }) => part ?? 'part').join(', ')} (${totalSize(stems)})`,
  'mix.made': ({ figures, stemSumDeviationDbfs }) =>
    `Mixed ${duration(figures.durationSeconds)} at ${lufs(figures.integratedLufs)}; stems sum ` +
    `to it within ${signed(stemSumDeviationDbfs, 0)} dBFS`,
  'master.made': ({ figures }) =>
    `Mastered to ${lufs(figures.integratedLufs)}, true peak ${dbtp(figures.truePeakDbtp)}`,
  'audio.judged': ({ findings }) =>
    findings.length === 0
      ? 'Measured: no findings'
      : `Measured: ${findings.map(({ severity, where, text }) => `${where}: ${text} (${severity})`).join('; ')}`,
  'alternates.made': ({ alternates, omittedAlternates = [] }) => {
    const made = alternates.map(
      ({ alternate, figures }) => `${alternate} (${duration(figures.durationSeconds)})`,
    );
    const omitted = omittedAlternates.map(
      ({ alternate, reason }) => `Omitted ${alternate}: ${reason}`,
    );
    return [...(made.length > 0 ? [`Made ${made.join(', ')}`] : []), ...omitted].join('; ');
  },
  'material.added': ({ sha256, kind, licence }) =>
    `Added the ${kind} ${shortHash(sha256)}${licence === undefined ? '' : `, licensed by ${licence.licensor}`}`,
  'material.reread': ({ sha256, bars, tempoBpm }) =>
    `The audio-loop ${shortHash(sha256)} has ${count(bars, 'bar')}` +
    (tempoBpm === null ? '' : ` at ${tempoBpm} beats a minute`),
  'track.enriched': ({ title, tags, files }) =>
    `Titled “${title}” (${tags.join(', ')}), ${count(files.length, 'file')} ready`,
  'version.completed': ({ version, versionSha256, aiDisclosure }) =>
    `Version ${version} is complete: ${shortHash(versionSha256)}, AI disclosure ${aiDisclosure}`,
  'policy.decided': ({ decision }) =>
    `Policy decided “${decision.outcome}”: ${decision.reasons.map(({ text }) => text).join(' ')}`,
  'review.opened': ({ reviewId, terms, expiresAt }, at) =>
    `Review ${reviewId} is open until ${at(expiresAt)}: ${count(terms.quorum, 'approval')} needed`,
  'review.reminder-due': () => 'A reminder to the reviewers is due',
  'review.escalated': () => 'Escalated: no decision in time',
  'review.decided': ({ verdict, reviewer, version, note, edits, via }) =>
    [
      `${reviewer} ${VERDICT_WORDS[verdict]} version ${version}`,
      via === 'signal' ? ' (by signal)' : '',
      edits === undefined ? '' : ` (${describeEdits(edits)})`,
      noteSuffix(note),
    ].join(''),
  'review.grace-started': ({ verdict, effectiveAt }, at) =>
    `“${verdict}” takes effect at ${at(effectiveAt)} unless undone`,
  'review.undone': ({ reviewer }) => `${reviewer} undoes the decision`,
  'review.closed': ({ outcome, approved }) =>
    `Review closed: ${outcome}${approved === undefined ? '' : ` (version ${approved.version})`}`,
  'track.version-restored': ({ version }) => `Version ${version} is the version of the track again`,
  'command.refused': ({ command, reason, detail }) => `Refused “${command}” (${reason}): ${detail}`,
  'track.held': ({ reason }) => `Held${noteSuffix(reason)}`,
  'track.resumed': () => 'Resumed',
  'track.cancel-requested': ({ reason }) => `Cancellation requested${noteSuffix(reason)}`,
  'track.cancelled': ({ reason }) => `Cancelled${noteSuffix(reason)}`,
  'release.requested': ({ partner, requestId }) => `${partner} asks for the release (${requestId})`,
  'release.request-answered': ({ partner, requestId, answer, reason }) =>
    `Answered the request ${requestId} of ${partner}: ${answer}, ${reason}`,
  'track.start-requested': ({ releaseId }) => `Requested the release ${releaseId}`,
  'track.published': ({ version, releaseId }) => `Published version ${version} by ${releaseId}`,
  'track.archived': ({ reason, detail }) => `Archived (${reason}): ${detail}`,
  'track.answer-ignored': ({ partner, detail }) =>
    `Rejection by ${partner} without effect: ${detail}`,
  'track.partner-delisted': ({ partner, stillSoldBy, detail }) =>
    `${partner} no longer sells it, ${stillSoldBy.join(', ')} still does: ${detail}`,
  'track.delisted': ({ partner, detail }) => `${partner} no longer sells it: ${detail}`,
  'track.failed': ({ stage, detail }) => `Failed while ${stage}: ${detail}`,
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
  'track.refused': ({ trackId, detail }) => `Refused the track ${trackId}: ${detail}`,
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
  'review-minimum.set': ({ quorum, graceSeconds }) =>
    `Set the minimum review terms: ${count(quorum, 'approval')}, ${duration(graceSeconds)} to undo`,
  'profile.set': ({ artists, label }) => `Set the profile: ${artistLine(artists)}, ${label}`,
  'project.held': ({ reason }) => `Held the releases of the project: “${reason}”`,
  'project.resumed': () => 'Resumed the releases of the project',
  'partner.usage-fetched': ({ partner, period, lines, failure }) =>
    `Fetched ${count(lines, 'line')} of usage of ${partner} for ${period}` +
    (failure === null ? '' : `, not all of them: ${failure}`),
  'partner.pinged': ({ partner, reachable, detail, durationMs }) =>
    reachable
      ? `Pinged ${partner}, which answered within ${durationMs} ms`
      : `Pinged ${partner}, without success: ${detail}`,
  'partner-key.created': ({ partner, keyId }) => `Made the key ${keyId} for the partner ${partner}`,
  'partner-key.revoked': ({ partner, keyId }) =>
    `Revoked the key ${keyId} of the partner ${partner}`,
  'budget.set': ({ perDay }) => `Set the budget to ${formatMoney(perDay)} a day`,
  'budget.cleared': () => 'Removed the budget',
  'budget.exhausted': ({ refused, perDay, spent, opensAt }, at) =>
    `Refused a ${refused}: ${formatMoney(spent)} of the day’s ${formatMoney(perDay)} are ` +
    `spent; accepted again from ${at(opensAt)}`,
  'partner.added': ({ partner, origin }) => `Added the partner ${partner} at ${origin}`,
  'partner.changed': ({ origin, credentialsReplaced, requestsPerSecond, requirements }) =>
    `Changed the partner: ${origin}${credentialsReplaced ? ', with new credentials' : ''}, ` +
    `${requestsPerSecond ?? 'any number of'} requests a second, ` +
    count(Object.keys(requirements).length, 'requirement'),
  'partner.orders-set': ({ orders }) =>
    orders === null
      ? 'Closed the orders of the partner'
      : `Opened orders of the partner, in the name of ${orders.requester}`,
  'partner.circuit-opened': ({ failures, failingSince, detail }) =>
    `Calls the partner only now and then: ${count(failures, 'failure')} since ${instant(failingSince)}: ${detail}`,
  'partner.circuit-closed': ({ openedAt }) =>
    `The partner answers again; it had failed since ${instant(openedAt)}`,
  'recall.started': ({ subject, reason, expectedTracks }) =>
    `Recalled the ${describeRecallSubject(subject)}, with ${count(expectedTracks, 'track')} at partners: ${reason}`,
  'recall.completed': ({ withdrawn }) =>
    `Completed the recall: withdrew ${count(withdrawn, 'track')}`,
  'recall.lifted': ({ reason }) => `Lifted the recall: ${reason}`,
  'model.activated': (model) => `Uses the model ${modelIdOf(model)}: ${model.reason}`,
  'model.canary-started': (model) =>
    `Uses the model ${modelIdOf(model)} for ${model.sharePercent} % of the briefs: ${model.reason}`,
  'model.deprecated': (model) =>
    `No longer uses the model ${modelIdOf(model)} for new work: ${model.reason}`,
  'remote-models.set': ({ allowed, reason }) =>
    `${allowed ? 'Allows' : 'Refuses'} models that run on other machines: ${reason}`,
  'configured-partner.paused': ({ partner }) => `Paused ${partner}: new offers of the project wait`,
  'configured-partner.resumed': ({ partner }) => `Resumed ${partner}`,
  'partner.paused': () => 'Paused the partner: new offers wait',
  'partner.resumed': () => 'Resumed the partner',
  'partner.secret-rotated': ({ previousValidUntil }) =>
    `Replaced the webhook secret; the previous one is accepted until ${instant(previousValidUntil)}`,
  'subscription.created': ({ origin, types }) => `Subscribed ${origin} to ${typesOf(types)}`,
  'subscription.changed': ({ origin, types }) =>
    `Changed the subscription: ${origin}, ${typesOf(types)}`,
  'subscription.paused': () => 'Paused the subscription',
  'subscription.resumed': () => 'Resumed the subscription',
  'subscription.secret-rotated': ({ previousValidUntil }) =>
    `Made a new secret; the previous one also signs until ${instant(previousValidUntil)}`,
  'subscription.replayed': ({ eventId }) => `Sends ${eventId} again`,
  'subscription.disabled': ({ failingSince, detail }) =>
    `Disabled the subscription, failing since ${instant(failingSince)}: ${detail}`,
  'subscription.ended': ({ detail }) => `Ended the subscription: ${detail}`,
  'access.denied': ({ request, detail }) => `Denied ${request}: ${detail}`,
  'late-command.refused': ({ command, reason, detail }) =>
    `Refused “${command}” after the end (${reason}): ${detail}`,
};

const isEventType = (type: string): type is EventType => Object.hasOwn(EVENT_DATA, type);

/** Null if the data does not match the schema of the type. */
function sentenceOf<T extends EventType>(type: T, data: unknown, at: WriteInstant): string | null {
  const parsed = SCHEMAS[type].safeParse(data);
  return parsed.success ? SENTENCES[type](parsed.data, at) : null;
}

/** A sentence for people. An unknown event is shown by type and data. */
export function eventSentence(
  { type, data }: Pick<EventView, 'type' | 'data'>,
  at: WriteInstant = instant,
): string {
  const sentence = isEventType(type) ? sentenceOf(type, data, at) : null;
  return oneLine(sentence ?? `${type} ${JSON.stringify(data)}`);
}
