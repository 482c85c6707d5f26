import { upsertSearchAttributes } from '@temporalio/workflow';
import {
  ARTIST,
  type Intent,
  isPartnerFile,
  type LocatedFinding,
  type ReleasedVersion,
  type Remake,
  sha256Hex,
  versionSha256Of,
} from '@fermata/contracts/values';
import { aiDisclosureOf, creditsOf, policyTerritories } from '@fermata/domain/rights';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { audio, inference, policy } from '../proxies.ts';
import { makeAlternates, possibleAlternates } from './make-alternates.ts';
import { type EvaluatedCandidate, isPickable, pickCandidate } from './pick-candidate.ts';
import type { TrackRun } from './track-run.ts';

/** What a reviewer wants of the next version: what the note says, or one thing made again and nothing else. */
export interface ReviewFeedback {
  readonly note: string;
  readonly remake: Remake | undefined;
}

/** From the brief, or the last intent and the reviewer's wish, to a version that may be heard. Null when a measurement or the policy stops it. */
export async function makeVersion(
  run: TrackRun,
  feedback: ReviewFeedback | null,
): Promise<ReleasedVersion | null> {
  const {
    brief,
    candidates: count,
    release: { territories },
  } = run.input;
  const versionRef = run.versionRef;
  const { version } = versionRef;
  const label = `“${run.title.slice(0, 60)}” v${version}`;
  const aiDisclosure = aiDisclosureOf(run.input);
  const credits = creditsOf(run.input);
  run.findings = [];

  const intent: Intent =
    feedback && run.intent
      ? await inference.reviseIntent.executeWithOptions(
          { summary: shortened(`Read the reviewer's note: ${feedback.note.slice(0, 100)}`) },
          [
            {
              intent: run.intent,
              note: feedback.note,
              ...(feedback.remake ? { remake: feedback.remake } : {}),
            },
          ],
        )
      : await inference.interpretBrief.executeWithOptions(
          { summary: `Understand the brief of ${label}` },
          [{ brief }],
        );
  run.intent = intent;
  void run.record('intent.interpreted', { version, intent });
  await run.advance('interpreted');

  const seed = brief.seed ?? Number.parseInt(sha256Hex(run.input.trackId).slice(0, 8), 16);
  const remakeOf = feedback && run.recipeId ? { remakeOf: run.recipeId } : {};
  const planned = await inference.planCandidates.executeWithOptions(
    { summary: `Plan ${count} candidates for ${label}` },
    [{ ...versionRef, intent, count, seed, ...remakeOf }],
  );
  const take = planned[0]?.take;
  void run.record('plan.made', {
    version,
    candidates: planned.map(({ candidateId, recipeId }) => ({ candidateId, recipeId })),
    ...(take ? { take } : {}),
  });
  await run.advance('planned');

  const generated = await Promise.all(
    planned.map(({ candidateId, recipeId }, index) =>
      inference.generateCandidate.executeWithOptions(
        { summary: `Compose and sketch candidate ${index + 1} of ${planned.length} for ${label}` },
        [{ ...versionRef, candidateId, recipeId }],
      ),
    ),
  );
  for (const { candidateId, recipeId, score, midi, sketch } of generated)
    void run.record('candidate.generated', { version, candidateId, recipeId, score, midi, sketch });
  await run.advance('generated');

  const evaluated: EvaluatedCandidate[] = await Promise.all(
    generated.map(async (candidate, index) => {
      const { score, figures } = candidate;
      const evaluation = await inference.evaluateCandidate.executeWithOptions(
        { summary: `Score candidate ${index + 1} of ${planned.length} against the brief` },
        [{ ...versionRef, intent, score, figures }],
      );
      return { ...candidate, evaluation };
    }),
  );
  for (const { candidateId, evaluation } of evaluated)
    void run.record('candidate.evaluated', { version, candidateId, ...evaluation });
  await run.advance('evaluated');

  const pickable = evaluated.filter(isPickable);
  if (pickable.length === 0)
    return archiveWithFindings(
      run,
      evaluated
        .flatMap(({ evaluation }) => evaluation.findings ?? [])
        .map((finding) => ({ ...finding, where: 'sketch' })),
    );
  // Of one thing made again there is nothing to choose.
  const picked = await pickCandidate(run, evaluated, { alone: take !== undefined });
  run.recipeId = picked.recipeId;
  await run.advance('picked');

  const { recipeId } = picked;
  const { stems, findings: inStems = [] } = await audio.renderStems.executeWithOptions(
    { summary: `Render the stems of ${label}` },
    [{ ...versionRef, recipeId, score: picked.score }],
  );
  void run.record('stems.rendered', { version, stems });
  if (addFindings(run, inStems)) return archiveWithFindings(run);
  await run.advance('stems-rendered');

  const {
    mix,
    figures: mixFigures,
    stemSumDeviationDbfs,
    report: mixReport,
    findings: inMix = [],
  } = await audio.mixStems.executeWithOptions(
    { summary: `Mix ${stems.length} stems of ${label}` },
    [{ ...versionRef, recipeId, stems }],
  );
  void run.record('mix.made', {
    version,
    mix,
    figures: mixFigures,
    stemSumDeviationDbfs,
    ...(mixReport ? { report: mixReport } : {}),
  });
  if (addFindings(run, inMix)) return archiveWithFindings(run);
  await run.advance('mixed');

  const {
    master,
    figures,
    report,
    findings: inMaster,
  } = await audio.masterMix.executeWithOptions({ summary: `Master ${label}` }, [
    { ...versionRef, recipeId, mix },
  ]);
  void run.record('master.made', { version, master, figures, ...(report ? { report } : {}) });
  if (addFindings(run, inMaster ?? [])) return archiveWithFindings(run);
  await run.advance('mastered');

  const { title, tags, files } = await audio.enrichTrack.executeWithOptions(
    { summary: `Title, tags and delivery files of ${label}` },
    [
      {
        ...versionRef,
        recipeId,
        intent,
        title: brief.title ?? (feedback ? run.title : null),
        aiDisclosure,
        master,
        figures,
        parts: picked.parts,
      },
    ],
  );
  run.title = title;
  void run.record('track.enriched', { version, title, tags, files });
  const finished = {
    recipeId,
    title,
    aiDisclosure,
    durationSeconds: intent.durationSeconds,
    ending: intent.ending,
  };
  const wanted = possibleAlternates(run, finished);
  // Without a wait where none is wanted: the events around it go into one batch, as they always did.
  const { alternates, findings: inAlternates } =
    wanted.length === 0
      ? { alternates: [], findings: [] }
      : await makeAlternates(run, wanted, finished);
  if (addFindings(run, inAlternates)) return archiveWithFindings(run);
  // A track under way since before audio was judged goes on without: what it has written must stay as it was.
  if (inMaster) void run.record('audio.judged', { version, findings: run.findings });
  const { durationSeconds, pcmSha256 } = figures;
  const cuts =
    alternates.length === 0
      ? {}
      : {
          alternates: alternates.map((cut) => ({
            alternate: cut.alternate,
            recipeId: cut.recipeId,
            pcmSha256: cut.figures.pcmSha256,
          })),
        };
  const versionSha256 = versionSha256Of({
    pcmSha256,
    recipeId,
    title,
    credits,
    aiDisclosure,
    ...cuts,
  });
  void run.record('version.completed', {
    version,
    versionSha256,
    recipeId,
    title,
    pcmSha256,
    aiDisclosure,
    credits,
  });
  await run.advance('enriched');

  const decision = await policy.decidePolicy.executeWithOptions(
    { summary: shortened(`May “${title}” be published?`) },
    [
      {
        action: 'publish',
        projectId: versionRef.projectId,
        trackId: versionRef.trackId,
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
      },
    ],
  );
  upsertSearchAttributes([{ key: searchAttributes.policyOutcome, value: decision.outcome }]);
  void run.record('policy.decided', { version, versionSha256, decision });
  if (decision.outcome === 'deny') {
    await run.advance(
      'policy-denied',
      decision.reasons
        .map((reason) => reason.text)
        .join('; ')
        .slice(0, 500),
    );
    return null;
  }
  await run.advance('policy-allowed');
  return {
    version,
    versionSha256,
    title,
    artist: ARTIST,
    durationSeconds,
    pcmSha256,
    recipeId,
    aiDisclosure,
    credits,
    tags,
    ...(territories ? { territories } : {}),
    files: files.filter(isPartnerFile),
  };
}

const isHard = ({ severity }: { severity: string }): boolean => severity === 'hard';

/** Keeps what was found for the reviewer. True where nobody should have to hear it. */
function addFindings(run: TrackRun, findings: readonly LocatedFinding[]): boolean {
  run.findings = [...run.findings, ...findings];
  return findings.some(isHard);
}

/** Ends the track with what is wrong, in plain words. */
async function archiveWithFindings(
  run: TrackRun,
  findings: readonly LocatedFinding[] = run.findings,
): Promise<null> {
  void run.record('audio.judged', { version: run.lifecycle.version, findings: [...findings] });
  const reasons = [
    ...new Set(findings.filter(isHard).map(({ where, text }) => `${where}: ${text}`)),
  ];
  await run.advance('faulty', reasons.join(' ').slice(0, 500));
  return null;
}
