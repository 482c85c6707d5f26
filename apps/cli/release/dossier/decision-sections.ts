import { workflowIds } from '@fermata/contracts/values';
import { type Block, facts, heading, table, text, utc } from './block.ts';
import type { Dossier, DossierRecording } from './dossier.ts';
import { eventsOf } from './events-of.ts';

export function policy({ version: { policy: decision } }: DossierRecording): Block[] {
  if (decision === null) return [heading('Policy'), text('No policy decision is recorded.')];
  return [
    heading('Policy'),
    facts([
      ['Outcome', decision.outcome],
      ['Rules (policySetSha256)', decision.policySetSha256],
      ...decision.reasons.map(({ policyId, text: reason }) => [policyId, reason] as const),
    ]),
  ];
}

export function approvals(
  { evidence, names }: Dossier,
  { track, version }: DossierRecording,
): Block[] {
  const stream = workflowIds.track(track.trackId);
  const reviews = new Set(
    eventsOf(evidence, 'review.opened')
      .filter((opened) => opened.stream === stream && opened.data.version === version.version)
      .map(({ data }) => data.reviewId),
  );
  const rows = eventsOf(evidence, 'review.decided').filter(({ data }) =>
    reviews.has(data.reviewId),
  );
  const undone = new Set(eventsOf(evidence, 'review.undone').map(({ data }) => data.decisionId));
  return [
    heading('Decisions of people'),
    rows.length === 0
      ? text('Nobody decided on this version.')
      : table(
          [
            ['time (UTC)', 0.2],
            ['person', 0.3],
            ['decision', 0.15],
            ['note', 0.35],
          ],
          rows.map(({ occurredAt, data }) => [
            utc(occurredAt),
            [names.get(data.reviewer), data.reviewer].filter(Boolean).join(', '),
            `${data.verdict}${undone.has(data.decisionId) ? ', undone' : ''}`,
            data.note ?? '',
          ]),
        ),
  ];
}
