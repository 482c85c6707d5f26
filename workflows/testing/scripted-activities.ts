import { ApplicationFailure } from '@temporalio/common';
import type {
  AdmissionActivities,
  AudioActivities,
  AuthorityActivities,
  CacheActivities,
  CatalogueActivities,
  CheckpointActivities,
  HistoryActivities,
  InferenceActivities,
  IntegrationActivities,
  OrderActivities,
  PartnerMessageActivities,
  PartnerRequestActivities,
  PolicyActivities,
  ProgressActivities,
  RecallActivities,
  ReleaseWaitActivities,
  SubscriptionActivities,
  TokenActivities,
} from '@fermata/activities';
import { NOT_AUTHORISED } from '@fermata/contracts/temporal';
import {
  canonicalSha256,
  CommandClaims,
  DecisionClaims,
  decisionTokenKey,
  deriveId,
  parseJson,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';
import { sampleAudioReport } from '../../contracts/testing/sample-audio-report.ts';
import { sampleAsset, sampleFigures, sampleIntent, sampleVersion } from './sample-track.ts';

export type AllActivities = AdmissionActivities &
  AudioActivities &
  AuthorityActivities &
  CacheActivities &
  CatalogueActivities &
  CheckpointActivities &
  HistoryActivities &
  InferenceActivities &
  IntegrationActivities &
  OrderActivities &
  PartnerMessageActivities &
  PartnerRequestActivities &
  PolicyActivities &
  RecallActivities &
  ProgressActivities &
  ReleaseWaitActivities &
  SubscriptionActivities &
  TokenActivities;

const notSigned = { valid: false, reason: 'bad-token', detail: 'not signed' } as const;
const usedTwice = { valid: false, reason: 'twice', detail: 'this token was already used' } as const;

/**
 * Activities that succeed at once, without engine, stores or partner. A test replaces those that it
 * examines.
 */
export function scriptedActivities(): Omit<
  AllActivities,
  | 'appendEvents'
  | 'readRelease'
  | 'openSale'
  | 'authoriseWithdrawal'
  | 'releaseProgress'
  | 'offerProgress'
> {
  const spenders = new Map<string, string>();
  const takenDown = new Set<string>();
  const spend = (key: string, spender: string): boolean => {
    const owner = spenders.get(key) ?? spender;
    spenders.set(key, owner);
    return owner === spender;
  };
  return {
    verifyDecisionToken: ({ content, token, spender }) => {
      const claims = DecisionClaims.safeParse(parseJson(token)).data;
      if (claims?.contentSha256 !== canonicalSha256(content)) return Promise.resolve(notSigned);
      return Promise.resolve(
        spend(decisionTokenKey(claims), spender)
          ? { valid: true, claims }
          : { ...usedTwice, claims },
      );
    },
    verifyCommandToken: ({ command, content, token, spender }) => {
      const claims = CommandClaims.safeParse(parseJson(token)).data;
      if (claims?.command !== command || claims.contentSha256 !== canonicalSha256(content))
        return Promise.resolve(notSigned);
      const { actor, tokenId } = claims;
      return Promise.resolve(
        spend(`command:${tokenId}`, spender) ? { valid: true, actor } : { ...usedTwice, actor },
      );
    },
    withdrawalOutcome: () =>
      Promise.resolve({ outcome: 'withdrawn', detail: 'rights unclear', stillOfferedTo: [] }),
    readVersion: ({ trackId, version }) =>
      Promise.resolve({
        released: { ...sampleVersion(trackId), version },
        intent: sampleIntent('read'),
      }),
    registerOfferAddress: () => Promise.resolve(),
    requestedMetadata: () => Promise.resolve({ metadataVersion: 1 }),
    runningOffers: () => Promise.resolve([]),
    writeCheckpoint: () => Promise.resolve({ number: 3, position: 40, written: true }),
    decidePolicy: () =>
      Promise.resolve({ outcome: 'allow', reasons: [], policySetSha256: sha256Hex('policies') }),

    authoriseTrack: ({ request, token, continued }) => {
      const claims = CommandClaims.safeParse(parseJson(token ?? '')).data;
      const isOrdered = request.order !== undefined;
      return continued || isOrdered || claims?.contentSha256 === canonicalSha256(request)
        ? Promise.resolve()
        : Promise.reject(ApplicationFailure.nonRetryable('not authorised', NOT_AUTHORISED));
    },
    authoriseRelease: () => Promise.resolve(null),
    isCreatedRelease: () => Promise.resolve(false),
    authoriseOffer: () => Promise.resolve(),
    verifyAnswer: () => Promise.resolve(true),
    isMessageRecorded: () => Promise.resolve(false),
    setMessageAside: () => Promise.resolve(),
    awaitProjectResume: () => Promise.resolve(),
    recallInEffect: () => Promise.resolve(null),
    awaitRecallLifted: () => Promise.resolve(),
    openAmendment: () =>
      Promise.resolve({
        ...{ trackId: 'trk', title: 'Slow Light', reason: 'renamed', requestedBy: 'act_otto' },
        ...{ sequence: 1, partners: [], inFlight: [], awaiting: [] },
      }),
    lostTerritories: () => Promise.resolve([]),
    requestTermsWithdrawal: () => Promise.resolve(null),
    requestFailedOfferWithdrawal: () => Promise.resolve(null),
    pursuitEnds: () => Promise.resolve([]),

    interpretBrief: ({ brief }) => Promise.resolve(sampleIntent(brief.text)),
    reviseIntent: ({ intent, note }) => Promise.resolve({ ...intent, notes: [note] }),
    planCandidates: ({ trackId, version, count }) =>
      Promise.resolve(
        Array.from({ length: count }, (_, index) => ({
          candidateId: deriveId('cand', trackId, version, index),
          recipeId: sha256Hex(`recipe ${trackId} ${version} ${index}`),
        })),
      ),
    generateCandidate: ({ candidateId, recipeId }) =>
      Promise.resolve({
        candidateId,
        recipeId,
        score: sampleAsset('score', recipeId),
        midi: sampleAsset('midi', recipeId),
        sketch: sampleAsset('sketch', recipeId),
        parts: [],
        figures: {
          durationSeconds: 10,
          sampleRate: 24_000,
          integratedLufs: -16,
          truePeakDbtp: -2,
          centroidHz: 1500,
          lowShare: 0.2,
          highShare: 0.2,
          crestDb: 12,
          silentShare: 0,
          clipped: 0,
        },
        model: { name: 'theory', licence: 'CC0-1.0' },
        master: { targetLufs: -14, ceilingDbtp: -1 },
      }),
    evaluateCandidate: () => Promise.resolve({ rating: 0.5, criteria: [], findings: [] }),

    renderStems: ({ recipeId }) =>
      Promise.resolve({ stems: [sampleAsset('stem', recipeId)], findings: [] }),
    mixStems: ({ recipeId }) =>
      Promise.resolve({
        mix: sampleAsset('mix', recipeId),
        figures: sampleFigures(`mix ${recipeId}`),
        report: sampleAudioReport,
        stemSumDeviationDbfs: -120,
        findings: [],
      }),
    masterMix: ({ recipeId }) =>
      Promise.resolve({
        master: sampleAsset('master', recipeId),
        figures: sampleFigures(recipeId),
        report: sampleAudioReport,
        findings: [],
      }),
    enrichTrack: ({ title, recipeId, metadata, intent: { style }, year }) =>
      Promise.resolve({
        title: title ?? 'Slow Light',
        metadata: releaseMetadataOf(metadata, { title: title ?? 'Slow Light', style, year }),
        tags: ['lo-fi'],
        files: [sampleAsset('delivery-flac', recipeId)],
      }),
    makeAlternate: ({ alternate, recipeId }) =>
      Promise.resolve({
        alternate,
        recipeId: sha256Hex(`${recipeId} ${alternate}`),
        figures: sampleFigures(`${recipeId} ${alternate}`),
        files: [],
        findings: [],
      }),

    continueRecall: () =>
      Promise.resolve({
        state: 'completed',
        subject: { kind: 'model', name: 'theory', version: '1' },
        reason: 'not licensed',
        counts: { withdraw: 0, stopRelease: 0, refuse: 0, nothing: 0, withdrawn: 0 },
        ...{ withdrawals: [], running: [], next: null },
      }),

    considerRequest: ({ webhookId }) =>
      Promise.resolve({
        requestId: webhookId,
        named: 'trk',
        answer: null,
        final: true,
        ...{ workflowId: null, withdrawal: null, awaits: null, sale: null },
      }),
    verifyReleaseRequest: () => Promise.resolve(null),
    answerRequest: () => Promise.resolve({ answer: 'accepted' }),
    considerOrder: ({ webhookId }) =>
      Promise.resolve({
        ...{ orderId: webhookId, trackId: null, start: null, answers: [], reason: '' },
        ...{ final: true, lateInMs: null, awaits: null },
      }),
    answerOrder: ({ answer }) => Promise.resolve({ answer }),

    reserve: ({ releaseId }) => Promise.resolve({ partnerReference: `ref-${releaseId}` }),
    deliver: ({ version }) =>
      Promise.resolve({
        files: version.files.length,
        uploaded: 1,
        bytes: 1000,
        metadataVersion: 1,
      }),
    confirm: () => Promise.resolve({ state: 'live', url: null }),
    update: () => Promise.resolve(),
    sendTakedown: ({ partnerReference }) => {
      takenDown.add(partnerReference);
      return Promise.resolve({ state: 'taken-down' });
    },
    askPartner: ({ partnerReference }) =>
      Promise.resolve({
        partnerReference,
        state: takenDown.has(partnerReference) ? 'taken-down' : 'delivered',
        detail: null,
      }),
    findReservations: () => Promise.resolve([]),

    planMessages: () =>
      Promise.resolve({
        status: 'removed',
        streams: [],
        replays: [],
        waiting: 0,
        nextDueInMs: null,
      }),
    sendMessages: () => Promise.resolve({ sent: 0 }),

    askTracksForSlots: () => Promise.resolve({ asked: 0 }),
    findEndedTracks: () => Promise.resolve({ ended: [] }),

    evictCaches: () => Promise.resolve({ projects: 1, results: 2, assets: 3, freedBytes: 4 }),
    exportClosedHistories: () => Promise.resolve(7),
  };
}
