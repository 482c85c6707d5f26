import { RequestedTrack, type TrackWorkflowInput } from '@fermata/contracts/temporal';
import {
  type AssetKind,
  type AssetRef,
  type AudioFigures,
  deriveId,
  type Intent,
  MetadataTerms,
  type ReleasedVersion,
  sha256Hex,
  workflowIds,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';
import { PROJECT_ID } from './project-id.ts';
import { signedMessage } from './signed-message.ts';

let samples = 0;

/** A new track with short waits; `changes` are merged into its request. */
export function sampleTrack(changes: Record<string, unknown> = {}): TrackWorkflowInput {
  const trackId = deriveId('trk', process.pid, ++samples, Date.now());
  const request = RequestedTrack.parse({
    trackId,
    projectId: PROJECT_ID,
    requestedBy: 'act_ada',
    requestSha256: sha256Hex(trackId),
    candidates: 2,
    ...changes,
    brief: { text: 'warm lo-fi bed', durationSeconds: 10, ...asObject(changes['brief']) },
    review: { graceSeconds: 0, ...asObject(changes['review']) },
    release: { answerSeconds: 20, takedownSeconds: 2, ...asObject(changes['release']) },
  });
  const { token } = signedMessage(
    workflowIds.track(trackId),
    'create',
    request.requestedBy,
    request,
  );
  return { ...request, token };
}

const asObject = (value: unknown): object => (typeof value === 'object' && value ? value : {});

export const sampleIntent = (text: string): Intent => ({
  text,
  style: 'lo-fi',
  mood: 'warm',
  tempoBpm: 80,
  key: { tonic: 'C', mode: 'major' },
  durationSeconds: 10,
  energy: 0.4,
  withoutParts: [],
  use: 'commercial',
  language: 'en',
  interpreter: { name: 'scripted', version: '1' },
  origins: {},
  notes: [],
});

export const sampleAsset = (kind: AssetKind, name: string): AssetRef => ({
  sha256: sha256Hex(`${kind} ${name}`),
  kind,
  mediaType: 'application/octet-stream',
  bytes: 1000,
});

export const sampleFigures = (name: string): AudioFigures => ({
  pcmSha256: sha256Hex(`pcm ${name}`),
  durationSeconds: 10,
  sampleRate: 48_000,
  channels: 2,
  integratedLufs: -14,
  truePeakDbtp: -1.2,
});

export const sampleVersion = (trackId: string): ReleasedVersion => ({
  version: 1,
  versionSha256: sha256Hex(`version ${trackId}`),
  title: 'Slow Light',
  metadata: releaseMetadataOf(MetadataTerms.parse({}), {
    title: 'Slow Light',
    style: 'lo-fi',
    year: 2026,
  }),
  durationSeconds: 10,
  pcmSha256: sha256Hex(`pcm ${trackId}`),
  recipeId: sha256Hex(`recipe ${trackId}`),
  aiDisclosure: 'all',
  credits: [],
  tags: [],
  files: [sampleAsset('delivery-flac', trackId)],
});
