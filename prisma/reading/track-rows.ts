import type pg from 'pg';
import { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import { TrackView, VersionView } from '@fermata/contracts/http';
import {
  AssetRef,
  AudioFigures,
  AudioFinding,
  AudioReport,
  Brief,
  Criterion,
  DeliveryState,
  Intent,
  LocatedFinding,
  MadeAlternate,
  money,
  PolicyDecision,
  ReleaseTerms,
  Remake,
  ReviewTerms,
} from '@fermata/contracts/values';
import { STREAMS_OF_TRACK } from '../events/read.ts';

// Clients poll tracks: one statement is one round trip, and one snapshot, so that no part of the answer is older than another.
const OF_TRACK = 'project_id = $1 AND track_id = $2';
const jsonRows = (table: string, order: string): string =>
  `(SELECT coalesce(json_agg(found ORDER BY ${order}), '[]') FROM public.${table} AS found WHERE ${OF_TRACK})`;
const TRACK_ROWS = `SELECT row_to_json(track) AS track,
  ${jsonRows('candidate', 'version, ordinal')} AS candidates,
  ${jsonRows('version', 'version')} AS versions,
  (SELECT row_to_json(newest) FROM (SELECT * FROM public.review WHERE ${OF_TRACK} ORDER BY opened_at DESC, version DESC LIMIT 1) AS newest) AS review,
  ${jsonRows('decision', 'sequence')} AS decisions,
  ${jsonRows('delivery', 'release_id, ordinal')} AS deliveries,
  (SELECT outcome FROM public.release WHERE project_id = $1 AND release_id = track.release_id) AS "releaseOutcome",
  (SELECT count(*)::int FROM public.withdrawal WHERE project_id = $1 AND release_id = track.release_id AND outcome = 'failed') AS "failedWithdrawals",
  (SELECT json_build_object('cpuSeconds', coalesce(sum(cpu_seconds), 0), 'audioSeconds', coalesce(sum(audio_seconds), 0), 'price', coalesce(sum(price_micros), 0),
    'modelSeconds', coalesce(sum(model_seconds), 0), 'cacheHits', count(*) FILTER (WHERE cache_hit), 'savedCpuSeconds', coalesce(sum(saved_cpu_seconds), 0), 'savedPrice', coalesce(sum(saved_price_micros), 0)) FROM public.cost WHERE ${OF_TRACK}) AS costs,
  (SELECT count(*)::int FROM public.event WHERE project_id = $1 AND stream = ANY(ARRAY(${STREAMS_OF_TRACK}))) AS events
  FROM public.track AS track WHERE ${OF_TRACK}`;

const Micros = z.int().transform(money);
const At = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const Assets = z
  .array(AssetRef)
  .nullable()
  .transform((refs) => refs ?? []);
/** A row as PostgreSQL says it in JSON: its columns become fields. */
const row = <S extends z.ZodRawShape>(shape: S) =>
  z.record(z.string(), z.unknown()).transform(camelCaseKeys).pipe(z.object(shape));

const Track = row({
  trackId: z.string(),
  workflowId: z.string(),
  title: z.string(),
  stage: z.string(),
  held: z.boolean(),
  version: z.number(),
  style: z.string().nullable(),
  durationSeconds: z.number(),
  createdAt: At,
  updatedAt: At,
  brief: Brief,
  intent: Intent.nullable(),
  requestedBy: z.string(),
  requestSha256: z.string(),
  reviewTerms: ReviewTerms,
  releaseTerms: ReleaseTerms.nullable(),
  detail: z.string().nullable(),
  releaseId: z.string().nullable(),
});
const Candidate = row({
  candidateId: z.string(),
  version: z.number(),
  ordinal: z.number(),
  recipeId: z.string(),
  score: z.number().nullable(),
  criteria: z.array(Criterion).nullable(),
  findings: z.array(AudioFinding).nullable(),
  pickedBy: z.string().nullable(),
  assets: Assets,
});
const Version = row({
  version: z.number(),
  recipeId: z.string().nullable(),
  versionSha256: z.string().nullable(),
  title: z.string().nullable(),
  tags: z.array(z.string()).nullable(),
  aiDisclosure: VersionView.shape.aiDisclosure,
  stems: Assets,
  mix: AssetRef.nullable(),
  stemSumDeviationDbfs: z.number().nullable(),
  master: AssetRef.nullable(),
  masterFigures: AudioFigures.nullable(),
  mixReport: AudioReport.nullable(),
  masterReport: AudioReport.nullable(),
  findings: z.array(LocatedFinding).nullable(),
  alternates: z.array(MadeAlternate).nullable(),
  files: Assets,
  policy: PolicyDecision.nullable(),
});
const Review = row({
  reviewId: z.string(),
  projectId: z.string(),
  trackId: z.string(),
  version: z.number(),
  versionSha256: z.string(),
  terms: z.unknown(),
  state: z.string(),
  openedAt: At,
  expiresAt: At,
  effectiveAt: At.nullable(),
  escalated: z.boolean(),
});
const Decision = row({
  decisionId: z.string(),
  reviewId: z.string(),
  sequence: z.number(),
  verdict: z.string(),
  reviewer: z.string(),
  note: z.string().nullable(),
  remake: Remake.nullable(),
  decidedAt: At,
  undone: z.boolean(),
});
const Delivery = row({
  releaseId: z.string(),
  partner: z.string(),
  state: DeliveryState,
  partnerReference: z.string().nullable(),
  detail: z.string().nullable(),
});

const TrackRows = z.object({
  track: Track,
  candidates: z.array(Candidate),
  versions: z.array(Version),
  review: Review.nullable(),
  decisions: z.array(Decision),
  deliveries: z.array(Delivery),
  releaseOutcome: EVENT_DATA['release.ended'].shape.outcome.nullable(),
  failedWithdrawals: z.number(),
  costs: TrackView.shape.costs.extend({ price: Micros, savedPrice: Micros }),
  events: z.number(),
});
export type TrackRows = z.infer<typeof TrackRows>;

/** All that the catalogue holds of a track, as it stood at one moment; null where the project has no such track. */
export async function readTrackRows(
  pool: pg.Pool,
  projectId: string,
  trackId: string,
): Promise<TrackRows | null> {
  const { rows } = await pool.query(TRACK_ROWS, [projectId, trackId]);
  return rows.length === 0 ? null : TrackRows.parse(rows[0]);
}

function camelCaseKeys(columns: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
