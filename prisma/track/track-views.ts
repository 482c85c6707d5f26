import type { AssetView, CandidateView, VersionView } from '@fermata/contracts/http';
import type { AssetRef, ReviewFeedback } from '@fermata/contracts/values';
import { assetFileName } from '../asset/asset-file-name.ts';
import type { VersionRow } from '../version/version-row.ts';
import type { CandidateRow } from './candidate-row.ts';

export function candidateView(row: CandidateRow, title: string): CandidateView {
  const { candidateId, version, recipeId, number } = row;
  const { assets = [], rating = null, criteria = [], findings = [], pickedBy } = row.document;
  return {
    candidateId,
    number,
    version,
    recipeId,
    rating,
    criteria,
    findings,
    picked: pickedBy !== undefined,
    assets: assets.map((ref) => assetView(ref, title, version, number)),
  };
}

/** A version without the name of the reviewer who sent the version before it back. */
export type VersionRecord = Omit<VersionView, 'feedback'> & { feedback: ReviewFeedback | null };

export function versionRecord(row: VersionRow, trackTitle: string): VersionRecord {
  const { version, recipeId, title } = row;
  const {
    master,
    mix,
    stems = [],
    files = [],
    alternates = [],
    omittedAlternates = [],
    ...document
  } = row.document;
  const refs = [
    ...(master ? [master.master] : []),
    ...(mix ? [mix.mix] : []),
    ...stems,
    ...files,
    ...alternates.flatMap((alternate) => alternate.files),
  ];
  return {
    version,
    recipeId,
    versionSha256: document.versionSha256 ?? null,
    title,
    tags: document.tags ?? [],
    aiDisclosure: document.aiDisclosure ?? null,
    credits: document.credits ?? [],
    metadata: document.metadata ?? null,
    isrc: document.isrc ?? null,
    masterFigures: master?.figures ?? null,
    masterFileSha256: master?.master.sha256 ?? null,
    stemSumDeviationDbfs: mix?.stemSumDeviationDbfs ?? null,
    policy: document.policy ?? null,
    masterReport: master?.report ?? null,
    mixReport: mix?.report ?? null,
    findings: document.findings ?? null,
    understanding: document.intent?.understanding ?? [],
    feedback: document.feedback ?? null,
    alternates,
    omittedAlternates,
    assets: refs.map((ref) => assetView(ref, title ?? trackTitle, version)),
  };
}

const assetView = (
  ref: AssetRef,
  title: string,
  version: number,
  candidate?: number,
): AssetView => ({ ...ref, fileName: assetFileName(ref, title, version, candidate) });
