import type { RequestState } from '@fermata/contracts/temporal';
import { deriveId, type ReleaseAnswer, type ReleaseRequest } from '@fermata/contracts/values';
import { AMBIGUOUS, closedAnswer, NOT_OPEN, parseWebhook } from '@fermata/domain/release';
import type { Catalogue, GivenAnswer, OpenTrack } from '@fermata/prisma';
import { notAuthorised } from './not-authorised.ts';

interface RequestDeps {
  readonly catalogue: {
    readonly inbox: Pick<Catalogue['inbox'], 'find'>;
    readonly requests: Catalogue['requests'];
  };
}

/** A webhook in the inbox that asks for a release. */
export interface RequestRef {
  readonly partner: string;
  readonly webhookId: string;
}

/** Task queue `control`: what partners ask for. Only a webhook in the inbox is proof of a request. */
export function createRequestActivities({ catalogue: { inbox, requests } }: RequestDeps) {
  async function readRequest({ partner, webhookId }: RequestRef): Promise<ReleaseRequest | null> {
    const webhook = parseWebhook((await inbox.find(partner, webhookId)) ?? '');
    return webhook?.type === 'release.requested' ? webhook.data : null;
  }

  /** The answer of the track, or of the rules; null while the track must be asked. */
  async function decide(
    partner: string,
    request: ReleaseRequest,
  ): Promise<{ answer: ReleaseAnswer } | { track: OpenTrack }> {
    const [track, ...others] = await requests.openTracks(partner, request);
    if (!track) return { answer: NOT_OPEN };
    if (others.length > 0) return { answer: AMBIGUOUS };
    const { requestId } = request;
    const recorded = await requests.answersOf(track, { partner, requestId });
    const answer =
      recorded?.find((one) => one.answer !== 'remembered') ??
      recorded?.at(-1) ??
      (recorded === null ? closedAnswer(track.stage) : null);
    return answer ? { answer } : { track };
  }

  return {
    /** Decides about a request and stores the answer. Throws NotAuthorised unless the inbox has it. */
    async considerReleaseRequest(ref: RequestRef): Promise<RequestState> {
      const request = await readRequest(ref);
      if (request === null)
        throw notAuthorised(`${ref.partner} has sent no request ${ref.webhookId}`);
      const { partner, webhookId } = ref;
      const { requestId, trackId, versionSha256 } = request;
      const state = { requestId, named: trackId ?? versionSha256 ?? '', trackId: null };
      const first = await requests.register({ partner, requestId, webhookId });
      // The same request under another webhook id is answered the same, without a second effect.
      if (first.webhookId !== webhookId || isFinal(first.answer))
        return { ...state, answer: first.answer, final: true };
      const decided = await decide(partner, request);
      if ('track' in decided)
        return { ...state, answer: first.answer, final: false, trackId: decided.track.trackId };
      const answer = await requests.answer({ partner, requestId }, decided.answer);
      return { ...state, answer, final: isFinal(answer) };
    },

    /** The request that a track was told about; null unless the inbox has it and the track is open to the partner. */
    async verifyReleaseRequest({
      trackId,
      ...ref
    }: RequestRef & {
      projectId: string;
      trackId: string;
    }): Promise<{ requestId: string; versionSha256: string | null } | null> {
      const request = await readRequest(ref);
      if (request === null) return null;
      const open = await requests.openTracks(ref.partner, request);
      if (open.length !== 1 || open[0]?.trackId !== trackId) return null;
      return { requestId: request.requestId, versionSha256: request.versionSha256 ?? null };
    },
  };
}

const isFinal = (answer: GivenAnswer | ReleaseAnswer | null): boolean =>
  answer !== null && answer.answer !== 'remembered';

/** The same answer has the same id. */
export const answerIdOf = (partner: string, requestId: string, { answer }: ReleaseAnswer): string =>
  deriveId('ans', partner, requestId, answer);

export type RequestActivities = ReturnType<typeof createRequestActivities>;
