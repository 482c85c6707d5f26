import {
  type Intent,
  isPartnerFile,
  type MadeAlternate,
  type ReleasedVersion,
  versionSha256Of,
} from '@fermata/contracts/values';
import { aiDisclosureOf, creditsOf } from '@fermata/domain/rights';
import type { JournalEntry } from '../../journal.ts';
import type { EvaluatedCandidate } from '../evaluated-candidate.ts';
import type { TrackRun } from '../track-run.ts';
import { archiveFaulty } from './archive-faulty.ts';
import type { Enriched } from './enrich.ts';
import { makeAlternates } from './make-alternates.ts';
import type { MasteredMix } from './master.ts';

/**
 * Makes the alternates and seals the version by its hash; afterwards it never changes. Null when a
 * measurement stops the track.
 */
export async function completeVersion(
  run: TrackRun,
  { recipeId }: EvaluatedCandidate,
  intent: Intent,
  { figures: { durationSeconds, pcmSha256 } }: MasteredMix,
  { title, tags, files, metadata, isrc }: Enriched,
): Promise<ReleasedVersion | null> {
  const { version } = run.lifecycle;
  const finished: JournalEntry[] = [
    { type: 'track.enriched', data: { version, title, tags, files } },
  ];
  const made = await makeAlternates(run, intent, { recipeId, title, metadata });
  const alternates = made?.alternates ?? [];
  if (made)
    finished.push({
      type: 'alternates.made',
      data: {
        version,
        alternates,
        ...(made.omitted.length > 0 ? { omittedAlternates: made.omitted } : {}),
      },
    });
  if (made?.faulty) return archiveFaulty(run, finished);

  const aiDisclosure = aiDisclosureOf(run.input);
  const credits = creditsOf(run.input);
  const cover = files.find(({ kind }) => kind === 'cover');
  const sealed = {
    ...{ recipeId, title, pcmSha256, aiDisclosure, credits, metadata },
    ...(isrc === undefined ? {} : { isrc }),
    ...(cover ? { coverSha256: cover.sha256 } : {}),
  };
  const versionSha256 = versionSha256Of({
    ...sealed,
    ...(alternates.length === 0 ? {} : { alternates: alternates.map(sealedCut) }),
  });
  await run.advance('enriched', [
    ...finished,
    { type: 'audio.judged', data: { version, findings: run.findings } },
    { type: 'version.completed', data: { version, versionSha256, ...sealed } },
  ]);
  const { territories } = run.input.release;
  return {
    ...sealed,
    version,
    versionSha256,
    durationSeconds,
    tags,
    ...(territories ? { territories } : {}),
    files: files.filter(isPartnerFile),
  };
}

const sealedCut = ({ alternate, recipeId, figures: { pcmSha256 } }: MadeAlternate) => ({
  alternate,
  recipeId,
  pcmSha256,
});
