import type { z } from 'zod';
import { eurosOf, EVENT_DATA, remakeWords } from '@fermata/contracts';
import type { EventData, EventType, EventView } from '@fermata/contracts';
import { oneLine } from './one-line.ts';
import { byteSize, count, dbtp, duration, instant, lufs, shortHash, signed } from './quantities.ts';

type Sentence = (data: unknown) => string | null;

function says<T extends EventType>(
  type: T,
  sentence: (data: EventData<T>) => string,
): [string, Sentence] {
  // TypeScript does not follow the key through the table; the schema of T parses the data of T.
  const schema = EVENT_DATA[type] as unknown as z.ZodType<EventData<T>>;
  return [
    type,
    (data) => {
      const parsed = schema.safeParse(data);
      return parsed.success ? sentence(parsed.data) : null;
    },
  ];
}

const noted = (note: string | undefined): string => (note === undefined ? '' : `: “${note}”`);
const sizeOf = (assets: readonly { bytes: number }[]): string =>
  byteSize(assets.reduce((sum, { bytes }) => sum + bytes, 0));

const SENTENCES = new Map<string, Sentence>([
  says(
    'track.accepted',
    ({ brief, candidates, partners }) =>
      `Accepted “${brief.text}”, ${duration(brief.durationSeconds)}, ${count(candidates, 'candidate')}, for ${partners.join(', ')}`,
  ),
  says(
    'track.stage-entered',
    ({ stage, version }) => `Enters ${stage}${version > 1 ? ` (version ${version})` : ''}`,
  ),
  says(
    'intent.interpreted',
    ({ intent }) =>
      `Understood as ${intent.mood} ${intent.style}, ${signed(intent.tempoBpm, 0)} bpm, ${intent.key.tonic} ${intent.key.mode}`,
  ),
  says('plan.made', ({ candidates, take }) =>
    take === undefined
      ? `Planned ${count(candidates.length, 'recipe')}`
      : `Planned the same recipe with ${remakeWords(take)} made again (take ${take.take})`,
  ),
  says(
    'candidate.generated',
    ({ candidateId, sketch }) => `Composed and sketched ${candidateId} (${byteSize(sketch.bytes)})`,
  ),
  says(
    'candidate.evaluated',
    ({ candidateId, score }) => `Scored ${candidateId}: ${score.toFixed(2)}`,
  ),
  says(
    'candidate.picked',
    ({ candidateId, by }) =>
      `Picked ${candidateId}, ${{ score: 'by its score', person: 'by a person', limit: 'by its score, as nobody picked in time' }[by]}`,
  ),
  says(
    'stems.rendered',
    ({ stems }) =>
      `Rendered ${count(stems.length, 'stem')}: ${stems.map(({ part }) => part ?? 'part').join(', ')} (${sizeOf(stems)})`,
  ),
  says(
    'mix.made',
    ({ figures, stemSumDeviationDbfs }) =>
      `Mixed ${duration(figures.durationSeconds)} at ${lufs(figures.integratedLufs)}; stems sum to it within ${signed(stemSumDeviationDbfs, 0)} dBFS`,
  ),
  says(
    'master.made',
    ({ figures }) =>
      `Mastered to ${lufs(figures.integratedLufs)}, true peak ${dbtp(figures.truePeakDbtp)}`,
  ),
  says('audio.judged', ({ faults }) =>
    faults.length === 0
      ? 'Measured: no faults'
      : `Measured: ${faults.map(({ severity, where, text }) => `${where}: ${text} (${severity})`).join('; ')}`,
  ),
  says(
    'alternates.made',
    ({ alternates }) =>
      `Made ${alternates.map(({ alternate, figures }) => `${alternate} (${duration(figures.durationSeconds)})`).join(', ')}`,
  ),
  says(
    'material.added',
    ({ sha256, kind, licence }) =>
      `Added the ${kind} ${shortHash(sha256)}${licence === undefined ? '' : `, licensed by ${licence.licensor}`}`,
  ),
  says(
    'track.enriched',
    ({ title, tags, files }) =>
      `Called “${title}” (${tags.join(', ')}), ${count(files.length, 'file')} ready`,
  ),
  says(
    'version.completed',
    ({ version, versionSha256, aiDisclosure }) =>
      `Version ${version} is complete: ${shortHash(versionSha256)}, AI disclosure ${aiDisclosure}`,
  ),
  says(
    'policy.decided',
    ({ decision }) =>
      `Policy says ${decision.outcome}: ${decision.reasons.map(({ text }) => text).join(' ')}`,
  ),
  says(
    'review.opened',
    ({ reviewId, terms, expiresAt }) =>
      `Review ${reviewId} is open until ${instant(expiresAt)}: ${count(terms.quorum, 'approval')} needed`,
  ),
  says('review.reminded', () => 'Reminded the reviewers'),
  says('review.escalated', () => 'Nobody decided in time: escalated'),
  says(
    'review.decided',
    ({ verdict, reviewer, note, remake, via }) =>
      `${reviewer} ${{ approve: 'approves', reject: 'rejects', 'send-back': 'sends back' }[verdict]}${via === 'signal' ? ' (by signal)' : ''}${remake === undefined ? '' : ` to have ${remakeWords(remake)} made again`}${noted(note)}`,
  ),
  says(
    'review.grace-started',
    ({ verdict, effectiveAt }) =>
      `“${verdict}” takes effect at ${instant(effectiveAt)} unless undone`,
  ),
  says('review.undone', ({ reviewer }) => `${reviewer} takes the decision back`),
  says('review.settled', ({ outcome }) => `Review settled: ${outcome}`),
  says(
    'command.refused',
    ({ command, reason, detail }) => `Refused “${command}” (${reason}): ${detail}`,
  ),
  says('track.held', ({ reason }) => `Held${noted(reason)}`),
  says('track.resumed', () => 'Goes on'),
  says('track.cancel-requested', ({ reason }) => `Asked to cancel${noted(reason)}`),
  says('track.cancelled', ({ reason }) => `Cancelled${noted(reason)}`),
  says(
    'track.published',
    ({ version, releaseId }) => `Published version ${version} by ${releaseId}`,
  ),
  says('track.archived', ({ reason, detail }) => `Archived (${reason}): ${detail}`),
  says('track.failed', ({ stage, detail }) => `Failed while ${stage}: ${detail}`),
  says(
    'release.started',
    ({ releaseId, partners }) => `Release ${releaseId} to ${partners.join(', ')} begins`,
  ),
  says(
    'delivery.reserved',
    ({ partner, partnerReference }) => `${partner} reserved ${partnerReference}`,
  ),
  says(
    'delivery.delivered',
    ({ partner, files }) =>
      `Delivered ${count(files.length, 'file')} to ${partner} (${sizeOf(files)})`,
  ),
  says('delivery.answered', ({ partner, answer, detail }) => `${partner} ${answer} it: ${detail}`),
  says(
    'delivery.answer-ignored',
    ({ partner, answer, detail }) => `Ignored “${answer}” from ${partner}: ${detail}`,
  ),
  says(
    'delivery.confirmed',
    ({ partner, partnerReference }) => `Live at ${partner} as ${partnerReference}`,
  ),
  says(
    'delivery.timed-out',
    ({ partner, detail }) => `${partner} did not answer in time: ${detail}`,
  ),
  says(
    'delivery.taken-back',
    ({ partner, verifiedState, detail }) =>
      `Taken back from ${partner}, who says ${verifiedState}: ${detail}`,
  ),
  says('release.settled', ({ outcome, detail }) => `Release settled: ${outcome}, ${detail}`),
  says('withdrawal.started', ({ reason }) => `Withdrawal begins: ${reason}`),
  says(
    'takedown.requested',
    ({ partner, partnerReference }) => `Asked ${partner} to take down ${partnerReference}`,
  ),
  says(
    'takedown.confirmed',
    ({ partner, verifiedState }) => `${partner} took it down (${verifiedState})`,
  ),
  says('withdrawal.settled', ({ outcome, detail }) => `Withdrawal settled: ${outcome}, ${detail}`),
  says('budget.set', ({ dayMinor }) => `Set the budget to ${eurosOf(dayMinor)} a day`),
  says('budget.cleared', () => 'Took the budget away'),
  says(
    'budget.exhausted',
    ({ refused, dayMinor, spentMinor, opensAt }) =>
      `Refused a ${refused}: ${eurosOf(spentMinor)} of the day’s ${eurosOf(dayMinor)} are spent; open again at ${instant(opensAt)}`,
  ),
  says('access.denied', ({ what, detail }) => `Denied ${what}: ${detail}`),
  says(
    'late-command.refused',
    ({ command, reason, detail }) => `Refused “${command}” after the end (${reason}): ${detail}`,
  ),
]);

/** The types that have a sentence. */
export const SENTENCE_TYPES: readonly string[] = [...SENTENCES.keys()];

/** One sentence for people. An event of a later version is shown by its type and data. */
export function eventSentence({ type, data }: Pick<EventView, 'type' | 'data'>): string {
  return oneLine(SENTENCES.get(type)?.(data) ?? `${type} ${JSON.stringify(data)}`);
}
