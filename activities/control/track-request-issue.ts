import { type RequestedTrack } from '@fermata/contracts/temporal';
import { canonicalJson, requestTokenKey, workflowIds } from '@fermata/contracts/values';
import { belowMinimumIssue } from '@fermata/domain/review';
import { REQUESTER_ROLES, roleIssue } from '@fermata/domain/track';
import type { Catalogue } from '@fermata/prisma';
import { verifyCommand } from '@fermata/temporal-config/command-token';

export interface TrackRequestDeps {
  readonly catalogue: {
    readonly tokens: Catalogue['tokens'];
    readonly keys: Pick<Catalogue['keys'], 'rolesOf'>;
    readonly reviewMinimum: Catalogue['reviewMinimum'];
    readonly orders: Pick<Catalogue['orders'], 'find'>;
  };
  /** HMAC key of the tokens, hex. */
  readonly tokenSecret: string;
}

/** The start of a track's workflow. */
export interface TrackStart {
  request: RequestedTrack;
  /** Absent for the order of a partner. */
  token?: string | undefined;
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
 * Why a track's workflow may not start, or null. The requester's token, or the accepted order of a partner, authorises
 * exactly this request. The first run spends it, which authorises later runs, too.
 */
export async function trackRequestIssue(
  deps: TrackRequestDeps,
  start: TrackStart,
): Promise<string | null> {
  const { tokens, keys, reviewMinimum } = deps.catalogue;
  const { request, firstRunId, continued } = start;
  const { projectId, trackId, requestedBy } = request;
  const key = requestTokenKey(trackId, requestedBy);
  const spender = requestSpender(trackId, firstRunId);
  if (continued)
    return (await tokens.spenderOf(projectId, key)) === spender
      ? null
      : `this run does not continue one that ${requestedBy} has requested`;
  const unproven = request.order ? await unorderedIssue(deps, request) : tokenIssue(deps, start);
  if (unproven !== null) return unproven;
  const roles = await keys.rolesOf(projectId, requestedBy);
  const withoutRole = roleIssue(requestedBy, roles, REQUESTER_ROLES);
  if (withoutRole !== null) return withoutRole;
  const belowMinimum = belowMinimumIssue(
    request.review,
    (await reviewMinimum.find(projectId)).terms,
  );
  if (belowMinimum !== null)
    return `the project's minimum review terms have been raised since the request: ${belowMinimum}`;
  return (await tokens.spend(projectId, key, spender))
    ? null
    : `the request for this track has already started a workflow`;
}

/** Why no person has requested exactly this track, or null. */
function tokenIssue(
  { tokenSecret }: TrackRequestDeps,
  { request, token = '', startedAt }: TrackStart,
): string | null {
  const { projectId, trackId, requestedBy } = request;
  const check = verifyCommand(
    token,
    { projectId, workflowId: workflowIds.track(trackId), command: 'create', content: request },
    tokenSecret,
    Math.floor(Date.parse(startedAt) / 1000),
  );
  if (!check.valid) return `nobody has requested this track: ${check.detail}`;
  return check.claims.actor === requestedBy
    ? null
    : `${check.claims.actor} has requested this track, not ${requestedBy}`;
}

/** Why no partner has ordered exactly this track, or null. */
async function unorderedIssue(
  { catalogue: { orders } }: TrackRequestDeps,
  request: RequestedTrack,
): Promise<string | null> {
  const accepted = request.order && (await orders.find(request.order))?.requestedTrack;
  return accepted && canonicalJson(accepted) === canonicalJson(request)
    ? null
    : `${request.order?.partner ?? 'nobody'} has not ordered this track`;
}
