import { count, instant } from '@fermata/clients/words';
import type { RecallDryRun, RecallView } from '@fermata/contracts/http';
import { describeRecallSubject } from '@fermata/contracts/values';
import { pairs, table } from '../render/table.ts';

const tracks = (number: number): string => count(number, 'track');

const releases = (number: number): string => count(number, 'release');

/** The effect that a recall would have, for people. */
export function dryRunText(run: RecallDryRun): string {
  const { subject, counts, recallId, expectedTracks, expectedReleases } = run;
  const summary = pairs([
    ['subject', describeRecallSubject(subject)],
    ['withdraw', `${tracks(counts.withdraw)}: partners may have a release with them`],
    ['stop release', `${tracks(counts.stopRelease)}: a release with them runs`],
    ['refuse', `${tracks(counts.refuse)}: not approved and not released until it is lifted`],
    ['nothing', `${tracks(counts.nothing)}: ended, and no partner has them`],
    ['releases', `${releases(expectedReleases)} to be withdrawn or stopped`],
    ...(recallId === null ? [] : [['in effect', recallId] as const]),
  ]);
  const shownReleases =
    run.releases.length === 0
      ? ''
      : `\n${table(
          [
            ...[{ title: 'release' }, { title: 'recordings', align: 'right' as const }],
            ...[{ title: 'action' }, { title: 'title', max: 40 }],
          ],
          run.releases.map((release) => [
            ...[release.releaseId, String(release.recordings), release.action, release.title],
          ]),
        )}`;
  const shownTracks =
    run.tracks.length === 0
      ? ''
      : `\n${table(
          [
            ...[{ title: 'track' }, { title: 'version', align: 'right' as const }],
            ...[{ title: 'stage' }, { title: 'action' }, { title: 'title', max: 40 }],
          ],
          run.tracks.map((track) => [
            ...[track.trackId, String(track.version), track.stage, track.action, track.title],
          ]),
        )}`;
  return `${summary}${shownReleases}${shownTracks}\nStart it with --expected-tracks ${expectedTracks}.`;
}

/** A recall and its progress, for people. */
export function recallText(recall: RecallView): string {
  const { counts } = recall;
  return pairs([
    ['recall', recall.recallId],
    ['state', recall.state],
    ['subject', describeRecallSubject(recall.subject)],
    ['reason', recall.reason],
    ['started', `${instant(recall.startedAt)} by ${recall.startedBy}`],
    ['withdrawn', `${counts.withdrawn} of ${tracks(counts.withdrawn + counts.withdraw)}`],
    ['stopping', tracks(counts.stopRelease)],
    ['refused', `${tracks(counts.refuse)} in production, in review or approved`],
    ...(recall.completedAt === null ? [] : [['completed', instant(recall.completedAt)] as const]),
    ...(recall.liftedAt === null
      ? []
      : [
          [
            'lifted',
            `${instant(recall.liftedAt)} by ${recall.liftedBy ?? '–'}: ${recall.liftReason ?? ''}`,
          ] as const,
        ]),
    ['workflow', recall.workflowId],
  ]);
}
