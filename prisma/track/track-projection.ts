import type { NewEvent } from '@fermata/contracts/events';
import {
  type Brief,
  cleanText,
  DEFAULT_DURATION_SECONDS,
  hasLeftProduction,
  keyName,
  keyNames,
} from '@fermata/contracts/values';
import { isWithdrawnEverywhere } from '@fermata/domain/withdrawal';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { searchTags, searchText } from './search-text.ts';
import { type TrackRow, trackTable } from './track-row.ts';

/** The track: its stage, title and detail. */
export function projectTrack(event: NewEvent, { trackId, releaseId }: Subject): Change[] {
  if (trackId === null) return [];
  if (event.type === 'track.accepted') return [trackTable.put({ trackId }, acceptedTrack(event))];
  const set = { ...changedFields(event, releaseId), updatedAt: event.occurredAt };
  // Another release with this recording is withdrawn, or delisted, without an effect on its track.
  const isOfRelease =
    event.type.startsWith('withdrawal.') || event.type === 'release.partner-delisted';
  return [trackTable.patch(isOfRelease ? { trackId, releaseId } : { trackId }, set)];
}

type Accepted = Extract<NewEvent, { type: 'track.accepted' }>;

function acceptedTrack(event: Accepted): Partial<TrackRow> {
  const { brief, requestedBy, requestSha256, review, release, publishesAt, order } = event.data;
  return {
    projectId: event.projectId,
    workflowId: event.workflowId ?? event.stream,
    title: workingTitle(brief),
    stage: 'accepted',
    held: false,
    version: 1,
    style: brief.style ?? null,
    durationSeconds: brief.durationSeconds ?? DEFAULT_DURATION_SECONDS,
    createdAt: event.occurredAt,
    updatedAt: event.occurredAt,
    brief,
    briefText: brief.text,
    requestedBy,
    requestSha256,
    reviewTerms: review,
    releaseTerms: release,
    publishesAt: publishesAt ?? null,
    partnerOrder: order ?? null,
    mood: brief.mood ?? null,
    tempoBpm: brief.tempoBpm ?? null,
    musicalKey: brief.key ? keyName(brief.key) : null,
    searchTitle: searchText(workingTitle(brief)),
    searchBrief: searchText(brief.text),
  };
}

function changedFields(event: NewEvent, releaseId: string | null): Partial<TrackRow> {
  switch (event.type) {
    case 'track.stage-entered':
      // An ended track cannot be resumed.
      return {
        stage: event.data.stage,
        version: event.data.version,
        ...(hasLeftProduction(event.data.stage) ? { held: false } : {}),
      };
    case 'intent.interpreted':
    case 'track.version-restored': {
      const { intent } = event.data;
      const { style, mood, tempoBpm, key } = intent;
      return {
        intent,
        style,
        durationSeconds: intent.durationSeconds,
        mood,
        tempoBpm,
        musicalKey: keyName(key),
        searchMusic: searchText(
          [style, mood, `${Math.round(tempoBpm)} bpm`, ...keyNames(key)].join(' '),
        ),
      };
    }
    case 'track.enriched':
      return { ...titled(event.data.title), searchTags: searchTags(event.data.tags) };
    case 'version.completed':
      return titled(event.data.title);
    case 'track.held':
      return { held: true, detail: event.data.reason ?? null };
    case 'track.resumed':
      return { held: false, detail: null };
    case 'track.cancelled':
      return { detail: event.data.reason ?? null };
    case 'track.archived':
    case 'track.delisted':
    case 'track.failed':
      return { detail: event.data.detail };
    case 'track.published':
      return { releaseId: event.data.releaseId, detail: null };
    case 'release.started':
      return { releaseId };
    case 'release.partner-delisted':
      // The workflow of the track, which would record the delisting itself, has ended before.
      return event.data.stillSoldBy.length === 0
        ? { stage: 'delisted', detail: event.data.detail }
        : {};
    case 'withdrawal.started':
      return { detail: event.data.reason };
    case 'withdrawal.ended':
      if (isWithdrawnEverywhere(event.data))
        return { stage: 'withdrawn', detail: event.data.detail };
      // A later withdrawal or a redelivery has told its own reason.
      return event.data.outcome === 'superseded' ? {} : { detail: event.data.detail };
    default:
      return {};
  }
}

const titled = (title: string) => ({ title, searchTitle: searchText(title) });

const TITLE_LENGTH = 60;

/** The title until the track is enriched: the requested title, or the brief's first words. */
function workingTitle({ title, text }: Brief): string {
  if (title !== undefined) return title;
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= TITLE_LENGTH) return line;
  return `${cleanText(line, TITLE_LENGTH).replace(/\s\S*$/u, '')}…`;
}
