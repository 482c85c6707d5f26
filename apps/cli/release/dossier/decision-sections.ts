import { type Block, facts, heading, text, utc } from './block.ts';
import type { Dossier } from './dossier.ts';
import { eventsOf } from './events-of.ts';

export function policy({ version }: Dossier): Block[] {
  const decision = version.policy;
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

export function approvals({ evidence, version, names }: Dossier): Block[] {
  const rows = eventsOf(evidence, 'review.decided').filter(
    ({ data }) => reviewed(evidence, data.reviewId) === version.version,
  );
  const undone = new Set(eventsOf(evidence, 'review.undone').map(({ data }) => data.decisionId));
  return [
    heading('Decisions of people'),
    rows.length === 0
      ? text('Nobody decided on this version.')
      : {
          kind: 'table',
          columns: [
            { title: 'time (UTC)', share: 0.2 },
            { title: 'person', share: 0.3 },
            { title: 'decision', share: 0.15 },
            { title: 'note', share: 0.35 },
          ],
          rows: rows.map(({ occurredAt, data }) => [
            utc(occurredAt),
            [names.get(data.reviewer), data.reviewer].filter(Boolean).join(', '),
            `${data.verdict}${undone.has(data.decisionId) ? ', undone' : ''}`,
            data.note ?? '',
          ]),
        },
  ];
}

/** The version that a review was about. */
const reviewed = (evidence: Dossier['evidence'], reviewId: string): number | undefined =>
  eventsOf(evidence, 'review.opened').find(({ data }) => data.reviewId === reviewId)?.data.version;
