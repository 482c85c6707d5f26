import {
  type AssetRef,
  type Intent,
  intentToMake,
  type ReleaseMetadata,
} from '@fermata/contracts/values';
import { releaseYear } from '@fermata/domain/metadata';
import { aiDisclosureOf } from '@fermata/domain/rights';
import { audio } from '../../proxies.ts';
import type { EvaluatedCandidate } from '../evaluated-candidate.ts';
import type { TrackRun } from '../track-run.ts';
import type { MasteredMix } from './master.ts';

export interface Enriched {
  readonly title: string;
  readonly tags: string[];
  readonly files: AssetRef[];
  readonly metadata: ReleaseMetadata;
  readonly isrc?: string | undefined;
}

/**
 * Title, tags, metadata, ISRC and delivery files. A later version keeps the title. The stage ends when the version
 * is complete.
 */
export async function enrich(
  run: TrackRun,
  { recipeId, score, parts }: EvaluatedCandidate,
  intent: Intent,
  { master, figures }: MasteredMix,
): Promise<Enriched> {
  const { version } = run.lifecycle;
  const enriched = await run.call(
    audio.enrichTrack,
    `Title, tags and delivery files of ${run.label}`,
    {
      ...run.versionRef,
      recipeId,
      intent: intentToMake(intent),
      title: run.input.brief.title ?? (version > 1 ? run.title : null),
      aiDisclosure: aiDisclosureOf(run.input),
      metadata: run.input.metadata,
      year: releaseYear(run.input.release, Date.now()),
      partners: run.input.release.partners,
      master,
      figures,
      score,
      parts,
    },
  );
  run.title = enriched.title;
  return enriched;
}
