import type { EventData, EventType, NewEvent } from '@fermata/contracts/events';
import {
  type AssetKind,
  type AssetRef,
  type AudioFigures,
  Brief,
  DEFAULT_USE,
  deriveId,
  type Intent,
  MetadataTerms,
  type PartName,
  ReleaseTerms,
  ReviewTerms,
  sha256Hex,
  type Understanding,
} from '@fermata/contracts/values';
import { amendMetadata } from '@fermata/domain/amendment';
import { releaseMetadataOf } from '@fermata/domain/metadata';
import { sampleAudioReport } from '../../contracts/testing/sample-audio-report.ts';

/** The events of a sample track; stream and sequence follow from an event's position. */
export function sampleTrack(
  seed: string,
  {
    projectId = 'default',
    at = '2026-11-22T10:00:00.000Z',
    release: releaseTerms,
    review: reviewTerms = {},
  }: {
    projectId?: string;
    at?: string;
    release?: ReleaseTerms;
    review?: Partial<ReviewTerms>;
  } = {},
) {
  const trackId = deriveId('trk', projectId, seed);
  const releaseId = deriveId('rel', trackId);
  const withdrawalId = deriveId('wdr', trackId);
  const reviewIds = [deriveId('rev', trackId, 1), deriveId('rev', trackId, 2)] as const;
  const decisionIds = [
    deriveId('dec', trackId, 1),
    deriveId('dec', trackId, 2),
    deriveId('dec', trackId, 3),
  ] as const;
  const candidateIds = [deriveId('cand', trackId, 1, 0), deriveId('cand', trackId, 1, 1)] as const;
  const secondCandidate = deriveId('cand', trackId, 2, 0);
  const recipes = [sha256Hex(`${seed} recipe 0`), sha256Hex(`${seed} recipe 1`)] as const;
  const versionSha256s = [sha256Hex(`${seed} version 1`), sha256Hex(`${seed} version 2`)] as const;
  const tooBright: Understanding = [
    { quote: 'bright', field: 'mood', value: null, outcome: 'ignored', reason: 'not understood' },
  ];
  const terms = ReviewTerms.parse({ quorum: 1, ...reviewTerms });
  const brief = Brief.parse({
    text: `warm lo-fi bed for a study video, number ${seed}`,
    durationSeconds: 30,
  });

  const events: NewEvent[] = [];
  const sequences = new Map<string, number>();
  function append<T extends EventType>(
    stream: string,
    type: T,
    data: EventData<T>,
    actor = 'act_system',
  ): void {
    const sequence = (sequences.get(stream) ?? 0) + 1;
    sequences.set(stream, sequence);
    const occurredAt = new Date(Date.parse(at) + events.length * 1000).toISOString();
    // The type and its data belong together by this function's signature.
    events.push({
      projectId,
      stream,
      sequence,
      occurredAt,
      actor,
      workflowId: stream,
      runId: 'run-1',
      type,
      data,
    } as NewEvent);
  }
  const track = `track/${trackId}`;
  const release = `release/${releaseId}`;
  const offer = `${release}/sandbox`;
  const amendment = `amendment/${releaseId}/2`;
  const withdrawal = `withdrawal/${withdrawalId}`;
  const ref = (kind: AssetKind, mediaType: string, version: number, part?: PartName): AssetRef => ({
    sha256: sha256Hex(`${seed} ${kind} ${version} ${part ?? ''}`),
    kind,
    mediaType,
    bytes: 1000 + version,
    ...(part === undefined ? {} : { part }),
  });
  const master = (version: number): AssetRef => ref('master', 'audio/flac', version);
  const figures = figuresOf(seed);

  append(
    track,
    'track.accepted',
    {
      trackId,
      brief,
      candidates: 2,
      release: releaseTerms ?? ReleaseTerms.parse({}),
      metadata: MetadataTerms.parse({}),
      review: terms,
      requestedBy: 'act_ada',
      requestSha256: sha256Hex(seed),
    },
    'act_ada',
  );
  append(track, 'track.stage-entered', { stage: 'interpreting', version: 1 });
  append(track, 'intent.interpreted', { version: 1, intent: intentOf(brief) });
  append(track, 'track.stage-entered', { stage: 'planning', version: 1 });
  append(track, 'plan.made', {
    version: 1,
    candidates: [
      { candidateId: candidateIds[0], recipeId: recipes[0] },
      { candidateId: candidateIds[1], recipeId: recipes[1] },
    ],
  });
  for (const [index, candidateId] of candidateIds.entries()) {
    append(track, 'candidate.generated', {
      version: 1,
      candidateId,
      recipeId: recipes[index === 0 ? 0 : 1],
      score: ref('score', 'application/json', index),
      midi: ref('midi', 'audio/midi', index),
      sketch: ref('sketch', 'audio/mpeg', index),
    });
    append(track, 'candidate.evaluated', {
      version: 1,
      candidateId,
      rating: 0.5 + index / 10,
      criteria: [{ name: 'tempo', rating: 0.5, detail: 'near what was asked' }],
      findings: [],
    });
  }
  append(track, 'track.stage-entered', { stage: 'picking', version: 1 });
  append(track, 'candidate.picked', {
    version: 1,
    candidateId: candidateIds[1],
    recipeId: recipes[1],
    by: 'rating',
  });
  append(track, 'track.held', { reason: 'lunch' }, 'act_otto');
  append(track, 'track.resumed', {}, 'act_otto');
  completeVersion(1);
  append(
    track,
    'review.decided',
    {
      reviewId: reviewIds[0],
      decisionId: decisionIds[0],
      verdict: 'send-back',
      reviewer: 'act_rita',
      ...{ version: 1, versionSha256: versionSha256s[0] },
      note: 'too bright',
      edits: [{ op: 'remake', part: 'bass' }],
      understanding: tooBright,
      via: 'update',
    },
    'act_rita',
  );
  append(track, 'review.grace-started', {
    reviewId: reviewIds[0],
    verdict: 'send-back',
    effectiveAt: '2026-11-22T11:00:00.000Z',
  });
  append(track, 'review.closed', { reviewId: reviewIds[0], outcome: 'sent-back' });
  append(track, 'intent.interpreted', {
    version: 2,
    intent: { ...intentOf(brief), mood: 'dark' },
    feedback: {
      ...{ decisionId: decisionIds[0], reviewer: 'act_rita', note: 'too bright' },
      ...{ edits: [{ op: 'remake', part: 'bass' }], understanding: tooBright },
    },
  });
  append(track, 'plan.made', {
    version: 2,
    candidates: [{ candidateId: secondCandidate, recipeId: recipes[0] }],
  });
  append(track, 'candidate.picked', {
    version: 2,
    candidateId: secondCandidate,
    recipeId: recipes[0],
    by: 'person',
  });
  completeVersion(2);
  append(track, 'review.reminder-due', { reviewId: reviewIds[1] });
  append(track, 'review.escalated', { reviewId: reviewIds[1] });
  append(
    track,
    'review.decided',
    {
      reviewId: reviewIds[1],
      decisionId: decisionIds[1],
      verdict: 'reject',
      reviewer: 'act_rita',
      ...{ version: 2, versionSha256: versionSha256s[1] },
      via: 'signal',
    },
    'act_rita',
  );
  append(track, 'review.grace-started', {
    reviewId: reviewIds[1],
    verdict: 'reject',
    effectiveAt: '2026-11-22T12:00:00.000Z',
  });
  append(
    track,
    'review.undone',
    { reviewId: reviewIds[1], decisionId: decisionIds[1], reviewer: 'act_rita', state: 'open' },
    'act_rita',
  );
  append(
    track,
    'command.refused',
    {
      command: 'decide',
      reason: 'twice',
      detail: 'this reviewer has decided already',
      decisionId: decisionIds[1],
    },
    'act_rita',
  );
  append(
    track,
    'review.decided',
    {
      reviewId: reviewIds[1],
      decisionId: decisionIds[2],
      verdict: 'approve',
      reviewer: 'act_rita',
      ...{ version: 2, versionSha256: versionSha256s[1] },
      via: 'update',
    },
    'act_rita',
  );
  append(track, 'review.grace-started', {
    reviewId: reviewIds[1],
    verdict: 'approve',
    effectiveAt: '2026-11-22T12:30:00.000Z',
  });
  const inGrace = events.length;
  append(track, 'review.closed', {
    reviewId: reviewIds[1],
    outcome: 'approved',
    approved: { version: 2, versionSha256: versionSha256s[1] },
  });
  append(track, 'track.stage-entered', { stage: 'publishing', version: 2 });
  append(release, 'release.started', {
    releaseId,
    trackId,
    version: 2,
    versionSha256: versionSha256s[1],
    partners: ['sandbox'],
  });
  append(offer, 'offer.started', {
    releaseId,
    trackId,
    version: 2,
    versionSha256: versionSha256s[1],
    partner: 'sandbox',
  });
  append(offer, 'delivery.reserved', { partner: 'sandbox', partnerReference: `ref-${seed}` });
  append(offer, 'delivery.delivered', {
    partner: 'sandbox',
    partnerReference: `ref-${seed}`,
    files: [master(2)],
    metadataVersion: 1,
  });
  append(offer, 'delivery.answered', {
    partner: 'sandbox',
    answer: 'accepted',
    via: 'webhook',
    webhookId: 'msg_1',
    detail: 'accepted',
  });
  append(offer, 'delivery.answer-ignored', {
    partner: 'sandbox',
    webhookId: 'msg_2',
    answer: 'accepted',
    detail: 'answered already',
  });
  append(offer, 'delivery.confirmed', { partner: 'sandbox', partnerReference: `ref-${seed}` });
  append(release, 'release.kept', { partners: ['sandbox'], detail: 'on sale at sandbox' });
  append(offer, 'offer.ended', {
    ...{ partner: 'sandbox', outcome: 'live', detail: 'on sale', redelivery: false },
  });
  append(release, 'release.ended', { outcome: 'live', detail: 'live at every partner' });
  append(track, 'track.published', { version: 2, releaseId });
  append(track, 'track.stage-entered', { stage: 'published', version: 2 });
  const published = events.length;
  const changes = { title: 'Late Rain', label: 'Night Label' };
  const { territories } = releaseTerms ?? {};
  const sold = territories === undefined ? {} : { territories };
  append(
    amendment,
    'amendment.requested',
    {
      ...{ releaseId, trackId, metadataVersion: 2, changes, reason: 'a new label' },
      amended: amendMetadata({ ...approvedMetadata(2), ...sold }, changes),
    },
    'act_otto',
  );
  append(amendment, 'amendment.sent', { partner: 'sandbox', partnerReference: `ref-${seed}` });
  append(amendment, 'amendment.shown', { partner: 'sandbox', metadataVersion: 2 });
  append(amendment, 'amendment.ended', {
    outcome: 'shown',
    detail: 'shown by sandbox',
    have: [{ partner: 'sandbox', metadataVersion: 2 }],
    inFlight: [],
  });
  append(
    withdrawal,
    'withdrawal.requested',
    {
      ...{ withdrawalId, trackId, releaseId, reason: 'a sample was not cleared' },
      partners: ['sandbox'],
    },
    'act_otto',
  );
  append(
    withdrawal,
    'withdrawal.started',
    { withdrawalId, trackId, releaseId, reason: 'a sample was not cleared' },
    'act_otto',
  );
  append(withdrawal, 'takedown.requested', { partner: 'sandbox', partnerReference: `ref-${seed}` });
  append(withdrawal, 'takedown.confirmed', {
    partner: 'sandbox',
    verifiedState: 'taken-down',
    detail: 'gone from the shop',
  });
  append(withdrawal, 'withdrawal.ended', {
    trackId,
    outcome: 'withdrawn',
    detail: 'taken down everywhere',
    stillOfferedTo: [],
  });

  function completeVersion(version: 1 | 2): void {
    const index = version === 1 ? 0 : 1;
    append(track, 'stems.rendered', {
      version,
      stems: [
        ref('stem', 'audio/flac', version, 'bass'),
        ref('stem', 'audio/flac', version, 'drums'),
      ],
    });
    append(track, 'mix.made', {
      version,
      mix: ref('mix', 'audio/flac', version),
      figures,
      report: sampleAudioReport,
      stemSumDeviationDbfs: -120.5,
    });
    append(track, 'master.made', {
      version,
      master: master(version),
      figures,
      report: sampleAudioReport,
    });
    append(track, 'audio.judged', {
      version,
      findings:
        version === 1
          ? [
              {
                severity: 'soft',
                code: 'narrow',
                text: 'the master is nearly mono',
                where: 'master',
              },
            ]
          : [],
    });
    append(track, 'track.enriched', {
      version,
      title: `Rain ${version}`,
      tags: ['warm', 'study'],
      files: [
        ref('delivery-flac', 'audio/flac', version),
        ref('delivery-mp3', 'audio/mpeg', version),
        ref('peaks', 'application/json', version),
      ],
    });
    if (version === 2)
      append(track, 'alternates.made', {
        version,
        alternates: [
          {
            alternate: 'no-drums',
            recipeId: sha256Hex(`${seed} no-drums`),
            figures,
            files: [{ ...ref('delivery-mp3', 'audio/mpeg', 3), alternate: 'no-drums' }],
          },
        ],
      });
    append(track, 'version.completed', {
      version,
      versionSha256: versionSha256s[index],
      recipeId: recipes[version === 1 ? 1 : 0],
      pcmSha256: figures.pcmSha256,
      aiDisclosure: 'all',
      ...approvedMetadata(version),
    });
    append(track, 'policy.decided', {
      version,
      versionSha256: versionSha256s[index],
      decision: {
        outcome: 'allow',
        reasons: [{ policyId: 'p', text: 'all is well' }],
        policySetSha256: sha256Hex('policies'),
      },
    });
    append(track, 'track.stage-entered', { stage: 'review', version });
    append(track, 'review.opened', {
      reviewId: reviewIds[index],
      version,
      versionSha256: versionSha256s[index],
      terms,
      expiresAt: '2026-11-29T10:00:00.000Z',
    });
  }

  return {
    projectId,
    trackId,
    releaseId,
    withdrawalId,
    reviewIds,
    decisionIds,
    candidateIds,
    recipes,
    versionSha256s,
    master,
    streams: { track, release, offer, amendment, withdrawal },
    events,
    /** The number of events until the grace period of the second review, and until publication. */
    until: {
      inGrace,
      published,
    },
  };
}

const approvedMetadata = (version: 1 | 2) => ({
  title: `Rain ${version}`,
  credits: [{ name: 'Ada', role: 'creator' }],
  metadata: releaseMetadataOf(MetadataTerms.parse({}), {
    title: `Rain ${version}`,
    style: 'lo-fi',
    year: 2026,
  }),
});

function figuresOf(seed: string): AudioFigures {
  return {
    pcmSha256: sha256Hex(`${seed} pcm`),
    durationSeconds: 30.02,
    sampleRate: 48_000,
    channels: 2,
    integratedLufs: -14.1,
    truePeakDbtp: -1.2,
  };
}

function intentOf({ text, durationSeconds = 30, use = DEFAULT_USE }: Brief): Intent {
  return {
    text,
    style: 'lo-fi',
    mood: 'warm',
    tempoBpm: 78,
    key: { tonic: 'D', mode: 'dorian' },
    durationSeconds,
    energy: 0.4,
    withoutParts: [],
    use,
    language: 'en',
    interpreter: { name: 'rules', version: '1' },
    origins: { style: 'understood' },
    notes: [],
    reverb: 'long',
  };
}
