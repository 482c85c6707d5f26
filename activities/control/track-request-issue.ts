import { type TrackOrder, workflowIds } from '@fermata/contracts/temporal';
import { requestTokenKey } from '@fermata/contracts/values';
import { belowMinimumIssue } from '@fermata/domain/review';
import { REQUESTER_ROLES } from '@fermata/domain/track';
import type { Catalogue } from '@fermata/prisma';
import { verifyCommand } from '@fermata/temporal-config/command-token';

export interface TrackRequestDeps {
  readonly catalogue: {
    readonly tokens: Catalogue['tokens'];
    readonly keys: Pick<Catalogue['keys'], 'rolesOf'>;
    readonly reviewMinimum: Catalogue['reviewMinimum'];
  };
  /** HMAC key of the tokens, hex. */
  readonly tokenSecret: string;
}

/** The start of a track's workflow. */
export interface TrackStart {
  order: TrackOrder;
  token: string;
  /** Identifies the calling run's chain: all continued runs share it. */
  firstRunId: string;
  /** When Temporal started the first run. */
  startedAt: string;
  /** Whether an earlier run of this chain has started the track. */
  continued: boolean;
}

/** The use of a request's token: only the first run of one workflow can spend it. */
export const requestSpender = (trackId: string, firstRunId: string): string =>
  `${workflowIds.track(trackId)}/${firstRunId}`;

/**
 * Why a track's workflow may not start, or null. The first run spends the requester's token for exactly this order,
 * which authorises later runs, too.
 */
export async function trackRequestIssue(
  { catalogue: { tokens, keys, reviewMinimum }, tokenSecret }: TrackRequestDeps,
  { order, token, firstRunId, startedAt, continued }: TrackStart,
): Promise<string | null> {
  const { projectId, trackId, requestedBy } = order;
  const key = requestTokenKey(trackId, requestedBy);
  const spender = requestSpender(trackId, firstRunId);
  if (continued)
    return (await tokens.spenderOf(projectId, key)) === spender
      ? null
      : `this run does not continue one that ${requestedBy} has requested`;
  const check = verifyCommand(
    token,
    { projectId, workflowId: workflowIds.track(trackId), command: 'create', content: order },
    tokenSecret,
    Math.floor(Date.parse(startedAt) / 1000),
  );
  if (!check.valid) return `nobody has requested this track: ${check.detail}`;
  if (check.claims.actor !== requestedBy)
    return `${check.claims.actor} has requested this track, not ${requestedBy}`;
  const roles = await keys.rolesOf(projectId, requestedBy);
  if (!REQUESTER_ROLES.some((role) => roles.includes(role)))
    return `${requestedBy} does not have the role ${REQUESTER_ROLES.join(' or ')} now`;
  const belowMinimum = belowMinimumIssue(order.review, (await reviewMinimum.find(projectId)).terms);
  if (belowMinimum !== null)
    return `the project's minimum review terms have been raised since the request: ${belowMinimum}`;
  return (await tokens.spend(projectId, key, spender))
    ? null
    : `the request for this track has already started a workflow`;
}
