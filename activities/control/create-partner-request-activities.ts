import type { RequestState } from '@fermata/contracts/temporal';
import type { PartnerWebhook, ReleaseRequest, RequestAnswer } from '@fermata/contracts/values';
import { parseWebhook } from '@fermata/domain/inbox';
import { AMBIGUOUS, closedAnswer, NOT_OPEN } from '@fermata/domain/partner-request';
import type { Catalogue, RequestableTrack, StoredAnswer } from '@fermata/prisma';
import { notAuthorised } from '../not-authorised.ts';
import { considerTakedown, type RequestRef, type TakedownDeps } from './consider-takedown.ts';

interface RequestDeps {
  readonly catalogue: TakedownDeps & {
    readonly inbox: Pick<Catalogue['inbox'], 'find'>;
    readonly requests: Catalogue['requests'];
    readonly recalls: Pick<Catalogue['recalls'], 'ofTrack'>;
  };
}

/** Task queue `control`: requests of partners. Only a webhook in the inbox proves a request. */
export function createPartnerRequestActivities({ catalogue }: RequestDeps) {
  const { inbox, requests, recalls } = catalogue;
  const readWebhook = async ({ partner, webhookId }: RequestRef): Promise<PartnerWebhook | null> =>
    parseWebhook((await inbox.find(partner, webhookId)) ?? '');

  /** The answer of the track, or of the rules; null while the track must be asked. */
  async function decide(
    partner: string,
    request: ReleaseRequest,
  ): Promise<{ answer: RequestAnswer } | { track: RequestableTrack }> {
    const [track, ...others] = await requests.requestableTracks(partner, request);
    if (!track) return { answer: NOT_OPEN };
    if (others.length > 0) return { answer: AMBIGUOUS };
    const { requestId } = request;
    const recorded = await requests.answersOf(track, { partner, requestId });
    const answer =
      recorded?.find((one) => one.answer !== 'remembered') ??
      recorded?.at(-1) ??
      (recorded === null ? closedAnswer(track.stage) : null);
    if (answer) return { answer };
    return (await isRecalled(track)) ? { answer: NOT_OPEN } : { track };
  }

  /** Its release would be refused, so it is not open to partners. */
  const isRecalled = async ({ projectId, trackId }: RequestableTrack): Promise<boolean> =>
    (await recalls.ofTrack(projectId, trackId)) !== null;

  return {
    /** Decides about a request and stores the answer. Throws NotAuthorisedError unless the inbox has it. */
    async considerRequest(ref: RequestRef): Promise<RequestState> {
      const { partner, webhookId } = ref;
      const webhook = await readWebhook(ref);
      if (webhook?.type === 'takedown.requested')
        return considerTakedown(catalogue, ref, webhook.data);
      if (webhook?.type !== 'release.requested')
        throw notAuthorised(`${partner} has sent no request ${webhookId}`);
      const { requestId, trackId, versionSha256 } = webhook.data;
      const state = {
        ...{ requestId, named: trackId ?? versionSha256 ?? '' },
        ...{ trackId: null, withdrawal: null, awaits: null },
      };
      const key = { partner, kind: 'release', requestId } as const;
      const first = await requests.register({ ...key, webhookId });
      // The same request under another webhook id is answered the same, without a second effect.
      if (first.webhookId !== webhookId || isFinalAnswer(first.answer))
        return { ...state, answer: first.answer, final: true };
      const decided = await decide(partner, webhook.data);
      if ('track' in decided)
        return { ...state, answer: first.answer, final: false, trackId: decided.track.trackId };
      const answer = await requests.answer(key, decided.answer);
      return { ...state, answer, final: isFinalAnswer(answer) };
    },

    /**
     * Loads the request that was signalled to a track. Null unless it is in the inbox and the partner may see the
     * track.
     */
    async verifyReleaseRequest({
      trackId,
      ...ref
    }: RequestRef & {
      projectId: string;
      trackId: string;
    }): Promise<{ requestId: string; versionSha256: string | null } | null> {
      const webhook = await readWebhook(ref);
      if (webhook?.type !== 'release.requested') return null;
      const { requestId, versionSha256 = null } = webhook.data;
      const [track, ...others] = await requests.requestableTracks(ref.partner, webhook.data);
      if (track?.trackId !== trackId || others.length > 0 || (await isRecalled(track))) return null;
      return { requestId, versionSha256 };
    },
  };
}

const isFinalAnswer = (answer: StoredAnswer | RequestAnswer | null): boolean =>
  answer !== null && answer.answer !== 'remembered';

export type PartnerRequestActivities = ReturnType<typeof createPartnerRequestActivities>;
