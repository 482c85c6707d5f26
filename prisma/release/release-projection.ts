import type { NewEvent } from '@fermata/contracts/events';
import { ReleaseOutcome } from '@fermata/contracts/values';
import { isWithdrawnEverywhere } from '@fermata/domain/withdrawal';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { releaseTable } from './release-row.ts';

/** The releases: started, asked about, kept, ended. */
export function projectRelease(event: NewEvent, { releaseId, trackId }: Subject): Change[] {
  if (trackId !== null && event.type === 'track.question-asked') {
    const { releaseId: own, ...question } = event.data;
    return [
      releaseTable.patch(
        { releaseId: own, trackId },
        { question: { ...question, ...askedBy(event) } },
      ),
    ];
  }
  if (trackId !== null && event.type === 'track.question-answered')
    return [releaseTable.patch({ releaseId: event.data.releaseId, trackId }, { question: null })];
  if (trackId !== null && event.type === 'track.delisted')
    return [releaseTable.patch({ releaseId: event.data.releaseId, trackId }, { question: null })];
  if (releaseId === null) return [];
  const { projectId, occurredAt } = event;
  switch (event.type) {
    case 'release.created': {
      const { releaseId: _own, ...content } = event.data;
      const { recordings, versionSha256 } = content;
      const [first] = recordings;
      if (first === undefined) return [];
      const set = {
        ...{ projectId, trackId: first.trackId, version: 1, versionSha256, recordings, content },
        ...{ createdBy: event.actor, createdAt: occurredAt },
      };
      return [releaseTable.put({ releaseId }, set)];
    }
    case 'release.started': {
      const { version, versionSha256 } = event.data;
      // The release was created before, and has its recordings.
      if (event.sequence > 1) return [releaseTable.patch({ releaseId }, { startedAt: occurredAt })];
      const set = {
        ...{ projectId, trackId: event.data.trackId, version, versionSha256 },
        recordings: [{ trackId: event.data.trackId, version, versionSha256, disc: 1 }],
        ...{ createdBy: event.actor, createdAt: occurredAt, startedAt: occurredAt },
      };
      return [releaseTable.put({ releaseId }, set)];
    }
    case 'release.question-asked': {
      const question = { ...event.data, ...askedBy(event) };
      return [releaseTable.patch({ releaseId }, { question })];
    }
    case 'release.question-answered':
      return [releaseTable.patch({ releaseId }, { question: null })];
    case 'release.kept':
      return [releaseTable.patch({ releaseId }, { keptAt: occurredAt })];
    case 'offer.ended':
      return event.data.redelivery && event.data.outcome === 'live'
        ? soldAfterItsEnd(releaseId, event.data.detail, occurredAt)
        : [];
    case 'release.ended':
      return [
        releaseTable.patch({ releaseId }, { endedAt: occurredAt, question: null, ...event.data }),
      ];
    case 'release.partner-delisted':
      return event.data.stillSoldBy.length === 0
        ? [releaseTable.patch({ releaseId }, { question: null })]
        : [];
    case 'withdrawal.ended':
      // An answer would change nothing any more.
      return isWithdrawnEverywhere(event.data)
        ? [releaseTable.patch({ releaseId }, { question: null })]
        : [];
    default:
      return [];
  }
}

/** Each workflow writes to the stream with its id. */
const askedBy = ({ stream, occurredAt }: NewEvent) => ({
  workflowId: stream,
  askedAt: occurredAt,
});

/** Marks an ended release as on sale again after a redelivery succeeded. */
const soldAfterItsEnd = (releaseId: string, detail: string, keptAt: string): Change[] =>
  ReleaseOutcome.exclude(['live']).options.map((outcome) =>
    releaseTable.patch({ releaseId, outcome }, { outcome: 'live', detail, keptAt }),
  );
