import { instant, oneLine, relative } from '@fermata/clients/words';
import type { EarlierVersion, ReviewView } from '@fermata/contracts/http';
import { describeEdits } from '@fermata/contracts/values';
import { urgency } from '@fermata/domain/review';
import { pairs } from './table.ts';
import { understandingText } from './understanding-text.ts';
import { feedbackRows, feedbackText } from './version-feedback.ts';

/** A review on one page, for people: the link to listen comes first. `earlierLinks`: those of earlier versions. */
export function reviewCard(
  review: ReviewView,
  link: string,
  earlierLinks: ReadonlyMap<number, string> = new Map(),
): string {
  const { title, trackId, version, versionSha256, allowedActions } = review;
  return [
    `Review ${review.reviewId}: “${oneLine(title)}”`,
    pairs([
      ['listen', link],
      ['track', `${trackId}, version ${version}`],
      ['version hash', versionSha256],
      ...reviewRows(review),
      ...(review.mayDecide.length > 0
        ? [['may decide', decidersText(review.mayDecide)] as const]
        : []),
    ]),
    understandingText(review.understanding),
    ...review.earlierVersions.map((earlier) =>
      earlierSection(review, earlier, earlierLinks.get(earlier.version)),
    ),
    allowedActions.length > 0 ? `You may: ${allowedActions.join(', ')}` : '',
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function earlierSection(
  { reviewId, trackId, version: reviewed }: ReviewView,
  { version, versionSha256, sentBack, issue, allowedActions }: EarlierVersion,
  link: string | undefined,
): string {
  const rows: (readonly [string, string])[] = [
    ...(link === undefined ? [] : [['listen', link] as const]),
    ['version hash', versionSha256],
    ...(sentBack === null ? [] : feedbackRows(sentBack)),
    ['compare', `fermata track compare ${trackId}@${version} ${trackId}@${reviewed}`],
    ...(issue === null ? [] : [['not approvable', oneLine(issue)] as const]),
    ...(allowedActions.includes('approve')
      ? [['approve it', `fermata review approve ${reviewId} --version ${version}`] as const]
      : []),
  ];
  return [
    `Earlier version ${version}\n${pairs(rows, '  ')}`,
    sentBack === null ? '' : feedbackText(sentBack),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

/** By name, with the id that an option takes. */
export const decidersText = (deciders: ReviewView['mayDecide']): string =>
  deciders
    .map(({ actor, name }) => (name === null ? actor : `${oneLine(name)} [${actor}]`))
    .join(', ');

/** The limits of an open review that have passed. */
export const openReviewUrgency = ({ state, reminderDueAt, escalated }: ReviewView): string =>
  state === 'open' ? urgency({ reminderDue: reminderDueAt !== null, escalated }) : '';

const noteText = (note: string | null): string => (note === null ? '' : `: “${note}”`);
const editsText = (edits: ReviewView['decisions'][number]['edits']): string =>
  edits === null ? '' : ` (${describeEdits(edits)})`;

/** State, findings and decisions of a review. */
export function reviewRows(view: ReviewView): (readonly [string, string])[] {
  const head: (readonly [string, string])[] = [
    ['state', `${view.state}${openReviewUrgency(view)}`],
    ['needs', `${view.terms.quorum} approval${view.terms.quorum === 1 ? '' : 's'}`],
    [
      view.state === 'open' ? 'expires' : 'opened',
      view.state === 'open'
        ? `${instant(view.expiresAt)} (${relative(view.expiresAt)})`
        : instant(view.openedAt),
    ],
    ...(view.effectiveAt === null || view.state !== 'grace'
      ? []
      : [['takes effect', relative(view.effectiveAt)] as const]),
  ];
  const decisions = view.decisions.map(
    ({ decisionId, verdict, reviewer, reviewerName, version, note, edits, decidedAt, undone }) =>
      [
        `${verdict}${version === view.version ? '' : ` version ${version}`}${undone ? ' (undone)' : ''}`,
        `${reviewerName ?? reviewer}, ${instant(decidedAt)}${noteText(note)}${editsText(edits)} [${decisionId}]`,
      ] as const,
  );
  const listen = view.findings.map(
    ({ where, text }) => ['listen for', `${where}: ${oneLine(text)}`] as const,
  );
  return [...head, ...listen, ...decisions];
}
