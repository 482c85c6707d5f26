import { byteSize, dbtp, lufs, oneLine } from '@fermata/clients/words';
import type { EventView, TrackView } from '@fermata/contracts/http';
import type { Addresses } from '@fermata/stack';
import { pairs } from '../render/table.ts';
import type { LocalFile } from '../track/download-files.ts';
import { duplicateRemedy } from './duplicate-remedy.ts';

/** The JSON of `npm run demo -- --json`. Figures are null until they are measured. */
export function demoReport(
  track: TrackView,
  files: readonly LocalFile[],
  events: readonly EventView[],
) {
  const version = track.versions.find(({ version: number }) => number === track.version);
  const figures = version?.masterFigures ?? null;
  return {
    trackId: track.trackId,
    workflowId: track.workflowId,
    title: track.title,
    stage: track.stage,
    version: track.version,
    recipeId: version?.recipeId ?? null,
    versionSha256: version?.versionSha256 ?? null,
    pcmSha256: figures?.pcmSha256 ?? null,
    masterFileSha256: version?.masterFileSha256 ?? null,
    durationSeconds: figures?.durationSeconds ?? null,
    integratedLufs: figures?.integratedLufs ?? null,
    truePeakDbtp: figures?.truePeakDbtp ?? null,
    partners: track.partners.map(({ name, state, partnerReference }) => ({
      name,
      state,
      partnerReference,
    })),
    files,
    events: events.map(({ position, type, occurredAt, actor }) => ({
      position,
      type,
      occurredAt,
      actor,
    })),
  };
}

/** The result of the demo, for people. */
export function demoSummary(
  track: TrackView,
  files: readonly LocalFile[],
  addresses: Addresses,
  leftRunning: boolean,
): string {
  const report = demoReport(track, files, []);
  const audioRow =
    report.durationSeconds === null ||
    report.integratedLufs === null ||
    report.truePeakDbtp === null
      ? []
      : [
          [
            'sound',
            `${report.durationSeconds.toFixed(2)} s, ${lufs(report.integratedLufs)}, true peak ` +
              `${dbtp(report.truePeakDbtp)}`,
          ] as const,
        ];
  const reason =
    track.stage === 'published' || track.detail === null
      ? ''
      : `: ${oneLine(track.detail).replace(/[.]$/, '')}`;
  const running: (readonly [string, string])[] = [
    ['API', `${addresses.api} (try it: ${addresses.api}/docs)`],
    ...(addresses.temporalUi === null ? [] : [['Temporal', addresses.temporalUi] as const]),
    ['partner', addresses.partner],
    ['S3', addresses.s3],
    ['PostgreSQL', addresses.postgres],
  ];
  const next = ['track show', 'track prove'].map(
    (name) => `  npx fermata ${name} ${track.trackId}`,
  );
  const sections = [
    `“${oneLine(track.title)}” is ${track.stage}${reason}.`,
    pairs([
      ...track.partners.map(
        ({ name, state, partnerReference }) =>
          [
            'shop',
            `${name}: ${state}${partnerReference === null ? '' : `, ${partnerReference}`} (${addresses.partner})`,
          ] as const,
      ),
      ...audioRow,
      ['track', track.trackId],
      ...(report.recipeId === null ? [] : [['recipe', report.recipeId] as const]),
    ]),
    files.length === 0
      ? ''
      : `Files\n${pairs(
          files.map(({ kind, part, path, bytes }) => [
            part === undefined ? kind : `${kind} ${part}`,
            `${path} (${byteSize(bytes)})`,
          ]),
          '  ',
        )}`,
    leftRunning ? `Running\n${pairs(running, '  ')}` : '',
    leftRunning ? ['Next', ...next, '  npx fermata down'].join('\n') : '',
    // Last, where a reader looks first.
    duplicateRemedy(track) ?? '',
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}
