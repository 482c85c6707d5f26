import { describeEdits, type ModelChoice, modelIdOf } from '@fermata/contracts/values';
import {
  byteSize,
  count,
  dbtp,
  duration,
  lufs,
  shortHash,
  signed,
  totalSize,
} from './quantities.ts';
import { noteSuffix, type Sentences } from './sentences.ts';

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

/** Of the events of tracks and of materials. */
export const TRACK_SENTENCES = {
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
  'track.start-requested': ({ releaseId }) => `Requested the release ${releaseId}`,
  'track.published': ({ version, releaseId }) => `Published version ${version} by ${releaseId}`,
  'track.archived': ({ reason, detail }) => `Archived (${reason}): ${detail}`,
  'track.answer-ignored': ({ partner, detail }) =>
    `Rejection by ${partner} without effect: ${detail}`,
  'track.partner-delisted': ({ partner, stillSoldBy, detail }) =>
    `${partner} no longer sells it, ${stillSoldBy.join(', ')} still does: ${detail}`,
  'track.delisted': ({ partner, detail }) => `${partner} no longer sells it: ${detail}`,
  'track.failed': ({ stage, detail }) => `Failed while ${stage}: ${detail}`,
  'track.refused': ({ trackId, detail }) => `Refused the track ${trackId}: ${detail}`,
} satisfies Partial<Sentences>;
