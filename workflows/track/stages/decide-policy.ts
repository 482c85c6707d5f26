import { cleanText, type Intent, type ReleasedVersion } from '@fermata/contracts/values';
import { namedPeople, policyTerritories } from '@fermata/domain/rights';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import type { JournalEntry } from '../../journal.ts';
import { policy } from '../../proxies.ts';
import { publishAttributes } from '../../publish-attributes.ts';
import type { EvaluatedCandidate } from '../evaluated-candidate.ts';
import { openReview } from '../open-review.ts';
import type { TrackRun } from '../track-run.ts';
import type { MasteredMix } from './master.ts';

/** Asks the policy whether the version may be published, and opens its review if so. False when it denies. */
export async function decidePolicy(
  run: TrackRun,
  released: ReleasedVersion,
  intent: Intent,
  picked: EvaluatedCandidate,
  { figures }: MasteredMix,
): Promise<boolean> {
  const { projectId, trackId, version } = run.versionRef;
  const { title, versionSha256, aiDisclosure, durationSeconds } = released;
  const decision = await run.call(
    policy.decidePolicy,
    `Check “${title}” against the publication policy`,
    {
      action: 'publish',
      projectId,
      trackId,
      version,
      use: intent.use,
      model: picked.model,
      aiDisclosure,
      durationSeconds,
      askedDurationSeconds: intent.durationSeconds,
      integratedLufs: figures.integratedLufs,
      targetLufs: picked.master.targetLufs,
      truePeakDbtp: figures.truePeakDbtp,
      ceilingDbtp: picked.master.ceilingDbtp,
      ...policyTerritories(run.input),
      ...namedPeople(intent.understanding ?? [], title),
    },
  );
  publishAttributes([{ key: searchAttributes.policyOutcome, value: decision.outcome }]);
  const finished: JournalEntry[] = [
    { type: 'policy.decided', data: { version, versionSha256, decision } },
  ];
  if (decision.outcome === 'allow') {
    await openReview(run, released, finished);
    return true;
  }
  const reasons = decision.reasons.map((reason) => reason.text).join('; ');
  await run.advance('policy-denied', finished, { detail: cleanText(reasons, 500) });
  return false;
}
