import { percentOf, STAGE_WORDS, workflowIds, type TrackWorkflowInput } from '@fermata/contracts';
import { workflowInfo } from '@temporalio/workflow';
import { escapeMarkdown } from '../escape-markdown.ts';
import type { ReviewRound } from './review-round.ts';
import type { TrackLifecycle } from './track-lifecycle.ts';

/** What a description is made from. */
export interface TrackFacts {
  readonly input: TrackWorkflowInput;
  readonly life: TrackLifecycle;
  readonly title: string;
  readonly round: ReviewRound | null;
  readonly pickable: readonly { readonly candidateId: string }[];
  readonly releaseId: string;
}

/** Markdown for the Temporal UI: what the track does, what it waits for, who may act, and how. */
export function describeTrack({ life, input, round, title, pickable, releaseId }: TrackFacts): string {
  const lines = [`**${STAGE_WORDS[life.stage]}**${life.held ? ' — **held**, goes on when somebody resumes it' : ''} (${percentOf(life.stage)} %)`, ''];
  lines.push(`| | |`, `| --- | --- |`, `| Track | ${escapeMarkdown(title)} |`, `| Id | \`${input.trackId}\`, version ${life.version} |`, `| Brief | ${escapeMarkdown(input.brief.text)} |`, `| Asked by | \`${input.requestedBy}\` |`);
  if (life.archiveReason) lines.push(`| Why | ${life.archiveReason} |`);
  lines.push('');
  if (life.held) lines.push(`Held. \`fermata track resume ${input.trackId}\` lets it go on.`);
  if (life.stage === 'picking' && input.pick.by === 'person') lines.push(`A creator may pick within ${input.pick.limitSeconds} s: \`fermata track pick ${input.trackId} CANDIDATE\`. Candidates: ${pickable.map(({ candidateId }) => `\`${candidateId}\``).join(', ')}.`);
  if (life.stage === 'review' && round && !round.settled) {
    lines.push(
      `${round.terms.quorum === 1 ? 'One approval' : `${round.terms.quorum} approvals`} needed before ${new Date(round.expiresAt).toISOString()}. Decisions so far: ${round.decisions.filter((decision) => !decision.undone).length}${round.pendingVerdict ? `: **${round.pendingVerdict}**, takes effect after its grace time` : ''}.`,
      '',
      `A reviewer decides with \`fermata review approve ${round.subject.reviewId}\` (or \`reject\`, \`send-back\`), over the API, or here: *Send a signal* \`decision\` with the ticket that \`fermata review approve ${round.subject.reviewId} --print-signal\` prints.`,
    );
  }
  if (life.stage === 'publishing' || life.stage === 'published') lines.push(`Release: [\`${workflowIds.release(releaseId)}\`](/namespaces/${workflowInfo().namespace}/workflows/${encodeURIComponent(workflowIds.release(releaseId))})`);
  return lines.join('\n');
}
