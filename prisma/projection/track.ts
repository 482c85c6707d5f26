import type { NewEvent } from '@fermata/contracts/events';
import { type Brief, isFinal } from '@fermata/contracts/values';
import { type Change, patch, put } from './change.ts';
import type { Rows } from './rows.ts';
import type { Subject } from './subject.ts';

/** The track: where it stands, in which words. */
export function applyToTrack(event: NewEvent, { trackId, releaseId }: Subject): Change[] {
  if (trackId === null) return [];
  if (event.type === 'track.accepted') return [put('track', { trackId }, begin(event))];
  return [patch('track', { trackId }, { ...step(event, releaseId), updatedAt: event.occurredAt })];
}

function begin(event: Extract<NewEvent, { type: 'track.accepted' }>): Partial<Rows['track']> {
  const { brief, requestedBy, requestSha256, review, release } = event.data;
  return {
    projectId: event.projectId,
    workflowId: event.workflowId ?? event.stream,
    title: workingTitle(brief),
    stage: 'accepted',
    held: false,
    version: 1,
    style: brief.style ?? null,
    durationSeconds: brief.durationSeconds,
    createdAt: event.occurredAt,
    updatedAt: event.occurredAt,
    brief,
    briefText: brief.text,
    requestedBy,
    requestSha256,
    reviewTerms: review,
    releaseTerms: release,
  };
}

function step(event: NewEvent, releaseId: string | null): Partial<Rows['track']> {
  switch (event.type) {
    case 'track.stage-entered':
      // Nobody can resume what has ended.
      return {
        stage: event.data.stage,
        version: event.data.version,
        ...(isFinal(event.data.stage) ? { held: false } : {}),
      };
    case 'intent.interpreted': {
      const { intent } = event.data;
      return { intent, style: intent.style, durationSeconds: intent.durationSeconds };
    }
    case 'track.enriched':
    case 'version.completed':
      return { title: event.data.title };
    case 'track.held':
      return { held: true, detail: event.data.reason ?? null };
    case 'track.resumed':
      return { held: false, detail: null };
    case 'track.cancelled':
      return { detail: event.data.reason ?? null };
    case 'track.archived':
    case 'track.failed':
      return { detail: event.data.detail };
    case 'track.published':
      return { releaseId: event.data.releaseId, detail: null };
    case 'release.started':
      return { releaseId };
    case 'withdrawal.started':
      return { detail: event.data.reason };
    case 'withdrawal.ended':
      return event.data.outcome === 'withdrawn'
        ? { stage: 'withdrawn', detail: event.data.detail }
        : { detail: event.data.detail };
    default:
      return {};
  }
}

const TITLE_LENGTH = 60;

/** Until the track is enriched: the title that was asked for, or the brief's first words. */
function workingTitle({ title, text }: Brief): string {
  if (title !== undefined) return title;
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= TITLE_LENGTH) return line;
  const cut = line.slice(0, TITLE_LENGTH).replace(/\s\S*$/u, '');
  return `${cut.toWellFormed()}…`;
}
