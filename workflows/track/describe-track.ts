import { workflowInfo } from '@temporalio/workflow';
import type { TrackWorkflowInput } from '@fermata/contracts/temporal';
import {
  type Intent,
  progressPercent,
  type Stage,
  STAGE_LABELS,
  workflowIds,
} from '@fermata/contracts/values';
import { formatInstant } from '@fermata/domain/calendar';
import { describeReview, type ReviewRound } from '@fermata/domain/review';
import { isPickable, type TrackLifecycle } from '@fermata/domain/track';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import type { ProductionSlot } from '../admission/production-slot.ts';
import { currentDetails } from '../current-details.ts';
import type { ReleaseRequests } from '../partner-request/release-requests.ts';
import { describeUnderstanding } from './describe-understanding.ts';
import type { EvaluatedCandidate } from './evaluated-candidate.ts';

/** Shown here; the catalogue has all of them. */
const MAX_FINDINGS = 6;

/** The state that a description shows. */
export interface TrackFacts {
  readonly input: TrackWorkflowInput;
  readonly lifecycle: TrackLifecycle;
  readonly slot: Pick<ProductionSlot, 'waitingFor'>;
  readonly title: string;
  readonly intent: Pick<Intent, 'understanding'> | null;
  readonly round: ReviewRound | null;
  readonly requests: Pick<ReleaseRequests, 'pending'>;
  readonly pick: { readonly candidates: readonly EvaluatedCandidate[] };
  readonly releaseId: string;
  readonly findings: readonly { readonly where: string; readonly text: string }[];
  /** Why the track has ended. */
  readonly detail: string;
  /** Why the last withdrawal failed. */
  readonly failedWithdrawal: string | null;
  /** Why the release waits although it is due. */
  readonly recall: string | null;
  /** Partners that have delisted the release, while others still sell it. */
  readonly sale: {
    readonly delisted: readonly { partner: string; detail: string }[];
    readonly question: { readonly answerBefore: number } | null;
  };
}

/** Markdown for the Temporal UI: the track's activity, its wait, the people who may act, and the commands. */
export function describeTrack({
  lifecycle: life,
  slot,
  input,
  round,
  title,
  intent,
  pick,
  releaseId,
  findings,
  detail,
  failedWithdrawal,
  requests,
  recall,
  sale,
}: TrackFacts): string {
  const { trackId, brief, requestedBy } = input;
  const lines: string[] = [];
  const reason = [life.archiveReason, escapeMarkdown(detail)].filter(Boolean).join(': ');
  if (reason) lines.push(`Reason: ${reason}`);
  if (life.onSale && failedWithdrawal !== null)
    lines.push(`The last withdrawal failed: ${escapeMarkdown(failedWithdrawal)}`);
  if (life.onSale)
    for (const { partner, detail: why } of sale.delisted)
      lines.push(`${partner} no longer sells it: ${escapeMarkdown(why)}`);
  if (life.onSale && sale.question !== null)
    lines.push(
      `Answer before ${formatInstant(sale.question.answerBefore)}: ` +
        `\`fermata release answer ${releaseId} keep\` or \`withdraw\`. ` +
        'Without an answer it is withdrawn.',
    );
  const next = nextStep(life.stage, trackId);
  if (next !== null) lines.push(next);
  if (slot.waitingFor)
    lines.push(`Now: ${slot.waitingFor}, see ${workflowLink(workflowIds.admission)}.`);
  if (life.held) lines.push(`\`fermata track resume ${trackId}\` ends the hold.`);
  if (life.stage === 'picking' && input.pick.by === 'person')
    lines.push(
      `Listen to the candidates: \`fermata track candidates ${trackId}\` prints links.`,
      `A creator may pick within ${input.pick.limitSeconds} s: ` +
        `\`fermata track pick ${trackId} CANDIDATE\`, one of ` +
        `${pick.candidates
          .filter(isPickable)
          .map(({ candidateId }) => `\`${candidateId}\``)
          .join(', ')}.`,
    );
  if (life.stage === 'review' && round && !round.closed)
    lines.push(
      ...reviewLines(round, life.held),
      ...findings
        .slice(0, MAX_FINDINGS)
        .map(({ where, text }) => `Finding, listen for it: ${where}: ${escapeMarkdown(text)}`),
    );
  if (life.stage === 'approved') lines.push(...approvedLines(input, recall));
  for (const { partner, requestId } of requests.pending)
    lines.push(`${partner} asks for the release (\`${requestId}\`).`);
  if (life.stage === 'publishing' || life.onSale)
    lines.push(`Release: ${workflowLink(workflowIds.release(releaseId))}`);
  lines.push(
    `Track: ${escapeMarkdown(title)} (\`${trackId}\`, version ${life.version})`,
    `Brief: ${escapeMarkdown(brief.text)}`,
    ...describeUnderstanding(intent?.understanding ?? []),
    `Requested by: \`${requestedBy}\``,
  );
  return currentDetails(
    STAGE_LABELS[life.stage] +
      (life.held ? ', held' : '') +
      (life.hasLeftProduction ? '' : ` (${progressPercent(life.stage)} %)`),
    lines,
  );
}

/** The actions of operations for a track that has left production; null if there are none. */
function nextStep(stage: Stage, trackId: string): string | null {
  const withdraw = `\`fermata track withdraw ${trackId} --reason "…"\``;
  switch (stage) {
    case 'published':
      return `${withdraw} takes it down.`;
    case 'delisted':
      return (
        `Next: ${withdraw} removes it from its partners for good. ` +
        '`fermata release create --title … --recording …` sells its version again, as a new release.'
      );
    case 'failed':
      return (
        'Next: correct the cause and request the track again. If a partner may have it ' +
        `(\`fermata track show ${trackId}\`): ${withdraw}.`
      );
    default:
      return null;
  }
}

function approvedLines(
  { trackId, release, publishesAt }: TrackWorkflowInput,
  recall: string | null,
): string[] {
  if (recall !== null)
    return [`The release is due and waits until a recall is lifted: ${escapeMarkdown(recall)}`];
  const wait =
    publishesAt === undefined
      ? `The release waits for a request of ${release.partners.join(' or ')}.`
      : `The release starts at ${formatInstant(publishesAt)}.`;
  return [wait, `A reviewer or operations may start it now: \`fermata release start ${trackId}\`.`];
}

/** A link within the Temporal UI. */
const workflowLink = (workflowId: string): string =>
  `[\`${workflowId}\`](/namespaces/${workflowInfo().namespace}/workflows/${encodeURIComponent(workflowId)})`;

const reviewFacts = (round: ReviewRound) => ({
  state: round.state,
  version: round.subject.reviewed.version,
  terms: round.terms,
  decisions: round.decisions,
  expiresAt: round.expiresAt,
  effectiveAt: round.graceUntil,
  reminderDue: round.reminderDue,
  escalated: round.escalated,
});

function reviewLines(round: ReviewRound, held: boolean): string[] {
  const { subject } = round;
  return [
    `Listen: \`fermata review show ${subject.reviewId}\` prints a link.`,
    `${describeReview(reviewFacts(round), held)}.`,
    `A reviewer decides: \`fermata review approve ${subject.reviewId}\` ` +
      '(or `reject`, `send-back`), or over the API.',
    'Or here: *More Actions*, *Send a Signal*, `decision`, with the data that ' +
      `\`fermata review approve ${subject.reviewId} --print-signal\` prints.`,
  ];
}
