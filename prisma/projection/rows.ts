import type { EventData } from '@fermata/contracts/events';
import type {
  AssetRef,
  AudioFigures,
  AudioFinding,
  AudioReport,
  Brief,
  Criterion,
  Intent,
  LocatedFinding,
  MadeAlternate,
  PolicyDecision,
  ReleaseTerms,
  Remake,
  ReviewTerms,
} from '@fermata/contracts/values';

type VersionKey = { trackId: string; version: number };

/** The rows of the projections, as the events write them. Times are ISO 8601. */
export type Rows = {
  track: {
    trackId: string;
    projectId: string;
    workflowId: string;
    title: string;
    stage: string;
    held: boolean;
    version: number;
    style: string | null;
    durationSeconds: number;
    createdAt: string;
    updatedAt: string;
    brief: Brief;
    briefText: string;
    intent: Intent | null;
    requestedBy: string;
    requestSha256: string;
    reviewTerms: ReviewTerms;
    releaseTerms: ReleaseTerms | null;
    detail: string | null;
    releaseId: string | null;
  };
  candidate: {
    candidateId: string;
    projectId: string;
    trackId: string;
    version: number;
    ordinal: number;
    recipeId: string;
    score: number | null;
    criteria: Criterion[] | null;
    findings: AudioFinding[] | null;
    pickedBy: string | null;
    assets: AssetRef[] | null;
  };
  version: VersionKey & {
    projectId: string;
    intent: Intent | null;
    recipeId: string | null;
    versionSha256: string | null;
    pcmSha256: string | null;
    title: string | null;
    tags: string[] | null;
    aiDisclosure: string | null;
    credits: EventData<'version.completed'>['credits'] | null;
    stems: AssetRef[] | null;
    mix: AssetRef | null;
    mixFigures: AudioFigures | null;
    mixReport: AudioReport | null;
    stemSumDeviationDbfs: number | null;
    master: AssetRef | null;
    masterFigures: AudioFigures | null;
    masterReport: AudioReport | null;
    findings: LocatedFinding[] | null;
    alternates: MadeAlternate[] | null;
    files: AssetRef[] | null;
    policy: PolicyDecision | null;
    updatedAt: string;
  };
  review: {
    reviewId: string;
    projectId: string;
    trackId: string;
    version: number;
    versionSha256: string;
    terms: ReviewTerms;
    state: string;
    openedAt: string;
    expiresAt: string;
    effectiveAt: string | null;
    remindedAt: string | null;
    escalated: boolean;
    endedAt: string | null;
  };
  decision: {
    decisionId: string;
    projectId: string;
    reviewId: string;
    trackId: string;
    sequence: number;
    verdict: string;
    reviewer: string;
    note: string | null;
    remake: Remake | null;
    via: string;
    decidedAt: string;
    undone: boolean;
  };
  release: {
    releaseId: string;
    projectId: string;
    trackId: string;
    version: number;
    versionSha256: string;
    startedAt: string;
    endedAt: string | null;
    outcome: string | null;
    detail: string | null;
  };
  delivery: {
    releaseId: string;
    partner: string;
    projectId: string;
    trackId: string;
    ordinal: number;
    state: string;
    partnerReference: string | null;
    files: AssetRef[] | null;
    detail: string | null;
    updatedAt: string;
  };
  withdrawal: {
    withdrawalId: string;
    projectId: string;
    trackId: string;
    releaseId: string;
    reason: string;
    startedAt: string;
    endedAt: string | null;
    outcome: string | null;
    detail: string | null;
  };
  budget: { projectId: string; dayMicros: number | null; setBy: string; setAt: string };
};

export type Table = keyof Rows;

/** Each projection and what names a row of it. */
export const PROJECTIONS: { [T in Table]: readonly (keyof Rows[T] & string)[] } = {
  track: ['trackId'],
  candidate: ['candidateId'],
  version: ['trackId', 'version'],
  review: ['reviewId'],
  decision: ['decisionId'],
  release: ['releaseId'],
  delivery: ['releaseId', 'partner'],
  withdrawal: ['withdrawalId'],
  budget: ['projectId'],
};
