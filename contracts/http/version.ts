import { z } from 'zod';
import { Alternate, OmittedAlternate } from '../values/alternate.ts';
import { AudioFigures, AudioReport } from '../values/audio-report.ts';
import { AudioFinding, Criterion, LocatedFinding } from '../values/evaluation.ts';
import { Isrc } from '../values/identifiers.ts';
import { CandidateId, Sha256 } from '../values/ids.ts';
import { PolicyDecision } from '../values/policy.ts';
import { ReleaseMetadata } from '../values/release-metadata.ts';
import { Understanding } from '../values/understanding.ts';
import { AiDisclosure } from '../values/version.ts';
import { AssetView } from './asset.ts';
import { VersionFeedback } from './review.ts';

export const CandidateView = z
  .object({
    candidateId: CandidateId,
    /** Its number in its version's plan, from 1. */
    number: z.number().int(),
    version: z.number().int(),
    recipeId: Sha256,
    rating: z.number().nullable(),
    criteria: z.array(Criterion),
    findings: z.array(AudioFinding),
    picked: z.boolean(),
    assets: z.array(AssetView),
  })
  .meta({ id: 'Candidate' });

export type CandidateView = z.infer<typeof CandidateView>;

export const VersionView = z
  .object({
    version: z.number().int(),
    recipeId: Sha256.nullable(),
    versionSha256: Sha256.nullable(),
    title: z.string().nullable(),
    tags: z.array(z.string()),
    aiDisclosure: AiDisclosure.nullable(),
    credits: z.array(z.object({ name: z.string(), role: z.string() })),
    metadata: ReleaseMetadata.nullable(),
    isrc: Isrc.nullable(),
    masterFigures: AudioFigures.nullable(),
    masterFileSha256: Sha256.nullable(),
    stemSumDeviationDbfs: z.number().nullable(),
    policy: PolicyDecision.nullable(),
    assets: z.array(AssetView),
    /** Null until the version is mastered. */
    masterReport: AudioReport.nullable(),
    mixReport: AudioReport.nullable(),
    /** Findings in its audio; empty for clean audio, null before it was judged. */
    findings: z.array(LocatedFinding).nullable(),
    /** Every wish of the brief and its outcome in this version. */
    understanding: Understanding,
    /** The decision that sent the version before it back; null for the first version. */
    feedback: VersionFeedback.nullable(),
    /** Other cuts; their files are among the assets. */
    alternates: z.array(
      z.object({ alternate: Alternate, recipeId: Sha256, figures: AudioFigures }),
    ),
    /** Requested cuts that it does not have, with the reasons. */
    omittedAlternates: z.array(OmittedAlternate),
  })
  .meta({ id: 'Version' });

export type VersionView = z.infer<typeof VersionView>;
