import type { RequestState } from '@fermata/contracts/temporal';
import type {
  PartnerWebhook,
  ReleaseRequest,
  RequestAnswer,
  RequestRef,
} from '@fermata/contracts/values';
import { parseWebhook } from '@fermata/domain/inbox';
import { isFinalAnswer, requestAnswer } from '@fermata/domain/partner-request';
import type { Catalogue, Requestable } from '@fermata/prisma';
import { notAuthorised } from '../not-authorised.ts';
import { considerTakedown, type TakedownDeps } from './consider-takedown.ts';

interface RequestDeps {
  readonly catalogue: TakedownDeps & {
    readonly inbox: Pick<Catalogue['inbox'], 'find'>;
    readonly requests: Catalogue['requests'];
    readonly recalls: Pick<Catalogue['recalls'], 'ofVersions'>;
  };
}

/** Task queue `control`: requests of partners. Only a webhook in the inbox proves a request. */
export function createPartnerRequestActivities({ catalogue }: RequestDeps) {
  const { inbox, requests, recalls } = catalogue;
  const readWebhook = async ({ partner, webhookId }: RequestRef): Promise<PartnerWebhook | null> =>
    parseWebhook((await inbox.find(partner, webhookId)) ?? '');

  /** The answer of the track or the release, or of the rules; otherwise its workflow must be asked. */
  async function decide(
    partner: string,
    request: ReleaseRequest,
  ): Promise<{ answer: RequestAnswer } | { ask: Requestable }> {
    const { requestId } = request;
    const found = await requests.requestable(partner, request);
    const targets = await Promise.all(
      found.map(async (each) => ({
        closed: each.closed,
        recorded: await requests.answersOf(each, { partner, requestId }),
        recalled: await isRecalled(each),
      })),
    );
    const answer = requestAnswer(targets, request);
    if (answer !== null) return { answer };
    const [ask] = found;
    if (ask === undefined) throw new Error('a request that matches nothing has an answer');
    return { ask };
  }

  const isRecalled = async ({ projectId, versions }: Requestable): Promise<boolean> =>
    (await recalls.ofVersions(projectId, versions)) !== null;

  return {
    /** Decides about a request and stores the answer. Throws NotAuthorisedError unless the inbox has it. */
    async considerRequest(ref: RequestRef): Promise<RequestState> {
      const { partner, webhookId } = ref;
      const webhook = await readWebhook(ref);
      if (webhook?.type === 'takedown.requested') return considerTakedown(catalogue, ref, webhook);
      if (webhook?.type !== 'release.requested')
        throw notAuthorised(`${partner} has sent no request ${webhookId}`);
      const { requestId, trackId, versionSha256, releaseId } = webhook.data;
      const state = {
        ...{ requestId, named: trackId ?? versionSha256 ?? releaseId ?? '' },
        ...{ workflowId: null, withdrawal: null, awaits: null, sale: null },
      };
      const key = { partner, kind: 'release', requestId } as const;
      const first = await requests.register({ ...key, webhookId });
      // The same request under another webhook id is answered the same, without a second effect.
      if (first.webhookId !== webhookId || isFinalAnswer(first.answer))
        return { ...state, answer: first.answer, final: true };
      const decided = await decide(partner, webhook.data);
      if ('ask' in decided)
        return { ...state, answer: first.answer, final: false, workflowId: decided.ask.workflowId };
      const answer = await requests.answer(key, decided.answer);
      return { ...state, answer, final: isFinalAnswer(answer) };
    },

    /**
     * Loads the request that was signalled to the workflow of a track or a release. Null unless it is in the inbox and
     * the partner may ask for it.
     */
    async verifyReleaseRequest({
      workflowId,
      ...ref
    }: RequestRef & {
      projectId: string;
      workflowId: string;
    }): Promise<{ requestId: string; versionSha256: string | null } | null> {
      const webhook = await readWebhook(ref);
      if (webhook?.type !== 'release.requested') return null;
      const { requestId, versionSha256 = null } = webhook.data;
      const [found, ...others] = await requests.requestable(ref.partner, webhook.data);
      if (found?.workflowId !== workflowId || others.length > 0 || (await isRecalled(found)))
        return null;
      return { requestId, versionSha256 };
    },
  };
}

export type PartnerRequestActivities = ReturnType<typeof createPartnerRequestActivities>;
