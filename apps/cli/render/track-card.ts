import {
  byteSize,
  dbtp,
  duration,
  instant,
  lufs,
  oneLine,
  relative,
  shortHash,
  signed,
} from '@fermata/clients/words';
import type { TrackView, VersionView } from '@fermata/contracts/http';
import { isrcWithDashes, type PartnerOrder } from '@fermata/contracts/values';
import { formatMoney } from '@fermata/domain/cost';
import { metadataRows } from './metadata-rows.ts';
import { partnerTable } from './partner-table.ts';
import { decidersText, reviewRows } from './review-card.ts';
import { pairs, table } from './table.ts';
import { understandingText } from './understanding-text.ts';
import { feedbackRows, feedbackText } from './version-feedback.ts';

/** A track on one page, for people. `links`: where to listen to each version. */
export function trackCard(track: TrackView, links: ReadonlyMap<number, string>): string {
  const sections = [
    `${oneLine(track.title)}\n${'─'.repeat([...oneLine(track.title)].length)}`,
    pairs([
      ['stage', `${track.stage}${track.held ? ', held' : ''} · ${Math.round(track.percent)} %`],
      ['now', track.now],
      ...(track.detail === null ? [] : [['detail', track.detail] as const]),
      ['brief', `“${track.brief.text}”`],
      ['asked', choicesText(track)],
      ...(track.intent === null
        ? []
        : [
            [
              'understood',
              `${track.intent.mood} ${track.intent.style}, ${signed(track.intent.tempoBpm, 0)} ` +
                `bpm, ${track.intent.key.tonic} ${track.intent.key.mode}`,
            ] as const,
          ]),
      ...(track.publishOn === 'approval' ? [] : [['publish on', publishText(track)] as const]),
      ...(track.order === null ? [] : [['ordered by', orderText(track.order)] as const]),
      ...(track.upc === null ? [] : [['UPC', track.upc] as const]),
      ['track', track.trackId],
      ['workflow', track.workflowId],
      ...(track.mayDecide.length > 0
        ? [['may decide', decidersText(track.mayDecide)] as const]
        : []),
      [
        'created',
        `${instant(track.createdAt)} (${relative(track.createdAt)}) by ${track.requestedBy}`,
      ],
      ['changed', `${instant(track.updatedAt)} (${relative(track.updatedAt)})`],
      ['events', String(track.eventCount)],
      ['cost', costLine(track.costs)],
    ]),
    understandingText(track.intent?.understanding ?? []),
    candidateTable(track),
    ...track.versions.map((version) =>
      versionSection(version, track.trackId, links.get(version.version)),
    ),
    reviewSection(track),
    partnerTable(track.partners),
    track.allowedActions.includes('pick')
      ? `Listen to the candidates: fermata track candidates ${track.trackId}`
      : '',
    track.allowedActions.includes('start')
      ? `Start the release now: fermata release start ${track.trackId}`
      : '',
    track.allowedActions.length > 0 ? `You may: ${track.allowedActions.join(', ')}` : '',
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

const orderText = ({ partner, orderId, deadline }: PartnerOrder): string =>
  `${partner}, order ${orderId}, by ${instant(deadline)}`;

const publishText = ({ publishOn, publishesAt }: TrackView): string =>
  publishesAt === null ? publishOn : `${publishOn}, ${instant(publishesAt)}`;

function choicesText({ brief }: TrackView): string {
  const choices = [
    brief.durationSeconds !== undefined && duration(brief.durationSeconds),
    brief.style,
    brief.mood,
    brief.tempoBpm && `${brief.tempoBpm} bpm`,
    brief.key && `${brief.key.tonic} ${brief.key.mode}`,
    brief.metre,
    brief.seed !== undefined && `seed ${brief.seed}`,
    brief.use && `${brief.use} use`,
    brief.ending === 'loop' && 'as a loop',
    brief.motif && `motif ${shortHash(brief.motif.sha256)} (${brief.motif.use})`,
    brief.audioLoop && `loop ${shortHash(brief.audioLoop.sha256)}`,
    brief.hits && `${brief.hits.length} ${brief.hits.length === 1 ? 'hit' : 'hits'}`,
    brief.energyCurve &&
      `energy ${brief.energyCurve.map(({ second, energy }) => `${second}:${energy}`).join(',')}`,
    brief.master && lufs(brief.master.targetLufs),
  ];
  return choices.filter((choice) => typeof choice === 'string').join(', ');
}

function candidateTable({ candidates: all }: TrackView): string {
  if (all.length === 0) return '';
  return table(
    [
      { title: 'version', align: 'right' },
      { title: 'candidate', align: 'right' },
      { title: 'id' },
      { title: 'rating', align: 'right' },
      { title: 'recipe' },
      { title: '' },
    ],
    all.map(({ candidateId, number, version: versionNumber, rating, recipeId, picked }) => [
      String(versionNumber),
      String(number),
      candidateId,
      rating === null ? '–' : rating.toFixed(2),
      shortHash(recipeId),
      picked ? 'picked' : '',
    ]),
  );
}

function versionSection(view: VersionView, trackId: string, link: string | undefined): string {
  const figures = view.masterFigures;
  const rows: (readonly [string, string])[] = [
    ...(link === undefined ? [] : [['listen', link] as const]),
    ...requestedRows(view),
    ['title', view.title ?? '–'],
    ...(view.tags.length > 0 ? [['tags', view.tags.join(', ')] as const] : []),
    ['recipe', view.recipeId ?? '–'],
    ['version hash', view.versionSha256 ?? '–'],
    ...(figures === null
      ? []
      : [
          [
            'master',
            `${figures.durationSeconds.toFixed(2)} s, ${figures.sampleRate / 1000} kHz, ` +
              `${lufs(figures.integratedLufs)}, true peak ${dbtp(figures.truePeakDbtp)}`,
          ] as const,
          ['samples (PCM)', figures.pcmSha256] as const,
        ]),
    ...(view.stemSumDeviationDbfs === null
      ? []
      : [['stems', `sum to the mix within ${signed(view.stemSumDeviationDbfs, 1)} dBFS`] as const]),
    ...(view.masterReport === null ? [] : [['measured', reportText(view.masterReport)] as const]),
    ...(view.findings ?? []).map(
      ({ severity, where, text }) =>
        [
          severity === 'hard' ? 'hard finding' : 'listen for',
          `${where}: ${oneLine(text)}`,
        ] as const,
    ),
    ...view.alternates.map(
      ({ alternate, figures: cut, recipeId }) =>
        [
          alternate,
          `${cut.durationSeconds.toFixed(2)} s, ${lufs(cut.integratedLufs)}, recipe ${shortHash(recipeId)}`,
        ] as const,
    ),
    ...view.omittedAlternates.map(
      ({ alternate, reason }) => [alternate, `omitted: ${reason}`] as const,
    ),
    ...releaseRows(view),
    ...coverRows(view, trackId),
    ...(view.aiDisclosure === null ? [] : [['AI', view.aiDisclosure] as const]),
    ...(view.policy === null
      ? []
      : view.policy.reasons.map(
          ({ policyId, text }) =>
            ['policy', `${view.policy?.outcome}: ${text} [${policyId}]`] as const,
        )),
  ];
  const wishes = view.feedback === null ? '' : feedbackText(view.feedback);
  return [`Version ${view.version}\n${pairs(rows, '  ')}`, wishes]
    .filter((section) => section !== '')
    .join('\n\n');
}

/** Why the version before was sent back. */
const requestedRows = ({ version, feedback }: VersionView): (readonly [string, string])[] =>
  feedback === null
    ? []
    : [['asked for', `version ${version - 1} was sent back`], ...feedbackRows(feedback)];

function releaseRows({ metadata, credits, isrc }: VersionView): (readonly [string, string])[] {
  if (metadata === null) return [];
  return [
    ...metadataRows(metadata),
    ['credits', credits.map(({ name, role }) => `${name} (${role})`).join(', ')],
    ['ISRC', isrc === null ? 'none' : isrcWithDashes(isrc)],
  ];
}

const coverRows = (
  { assets, metadata }: VersionView,
  trackId: string,
): (readonly [string, string])[] =>
  assets
    .filter(({ kind }) => kind === 'cover')
    .map(({ bytes, mediaType }) => [
      'cover',
      `${metadata?.cover === undefined ? 'drawn' : 'given'}, ${mediaType === 'image/png' ? 'PNG' : 'JPEG'}, ` +
        `${byteSize(bytes)}: fermata track download ${trackId} --kind cover`,
    ]);

const reportText = ({
  loudnessRangeLu,
  shortTermMaxLufs,
  momentaryMaxLufs,
  phaseCorrelation,
  stereoWidth,
  stereo,
  centroidHz,
}: NonNullable<VersionView['masterReport']>): string =>
  `range ${signed(loudnessRangeLu, 1)} LU, at most ${lufs(shortTermMaxLufs)} (3 s) and ` +
  `${lufs(momentaryMaxLufs)} (0.4 s), correlation ${signed(phaseCorrelation, 2)}, sides ` +
  `${Math.round(100 * stereoWidth)} %, ` +
  (stereo ? `in mono ${signed(-stereo.monoLossLu, 1)} LU, ` : '') +
  `centre ${Math.round(centroidHz)} Hz`;

const reviewSection = ({ review }: TrackView): string =>
  review === null ? '' : `Review ${review.reviewId}\n${pairs(reviewRows(review), '  ')}`;

function costLine(costs: TrackView['costs']): string {
  const spent =
    `${costs.cpuSeconds.toFixed(1)} CPU s, ${costs.audioSeconds.toFixed(1)} s of audio, ` +
    formatMoney(costs.price);
  if (costs.cacheHits === 0) return spent;
  return `${spent}; saved ${costs.savedCpuSeconds.toFixed(1)} CPU s, ${formatMoney(costs.savedPrice)}`;
}
