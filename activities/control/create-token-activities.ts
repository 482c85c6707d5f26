import {
  DecisionMessage,
  type VerifiedCommand,
  type VerifiedDecision,
} from '@fermata/contracts/temporal';
import {
  type AllowedAction,
  decisionTokenKey,
  type SignedCommand,
} from '@fermata/contracts/values';
import { isRefusedByRecall, recallSentence } from '@fermata/domain/recall';
import { roleIssue, ROLES_FOR } from '@fermata/domain/track';
import type { Catalogue } from '@fermata/prisma';
import { verifyCommand } from '@fermata/temporal-config/command-token';
import { verifyDecision } from '@fermata/temporal-config/decision-token';
import { callingWorkflow } from '../calling-workflow.ts';

export interface TokenDeps {
  readonly catalogue: {
    readonly tokens: Catalogue['tokens'];
    readonly keys: Pick<Catalogue['keys'], 'rolesOf'>;
    readonly recalls: Pick<Catalogue['recalls'], 'ofTrack' | 'ofVersions'>;
  };
  /** HMAC key of the tokens, hex. */
  readonly tokenSecret: string;
}

type Refused = Extract<VerifiedDecision, { valid: false }>;

/** A token, and the attempt to use it. */
export interface TokenUse {
  projectId: string;
  token: string;
  /** The message that came with the token. */
  content: object;
  /** The same in every retry of one use, and another in every other use. */
  spender: string;
  /** When the workflow received the token. */
  at: string;
}

/** Task queue `control`: verifies the actor of a command or a decision. */
export function createTokenActivities({
  catalogue: { tokens, keys, recalls },
  tokenSecret,
}: TokenDeps) {
  /**
   * Why a genuine token has no effect: its actor no longer has the role, the engine or the model of the version is
   * recalled, or it was used before.
   */
  async function spend(
    { projectId, spender }: TokenUse,
    {
      actor,
      action,
      trackId,
      version,
      key,
    }: {
      actor: string;
      action: AllowedAction;
      trackId: string | null;
      /** An earlier version of the track. Absent: its current one. */
      version?: number | undefined;
      key: string;
    },
  ): Promise<Refused | null> {
    const detail = roleIssue(actor, await keys.rolesOf(projectId, actor), ROLES_FOR[action]);
    if (detail !== null) return { valid: false, reason: 'not-allowed', detail };
    const recall =
      trackId !== null && isRefusedByRecall(action)
        ? await (version === undefined
            ? recalls.ofTrack(projectId, trackId)
            : recalls.ofVersions(projectId, [{ trackId, version }]))
        : null;
    if (recall !== null)
      return { valid: false, reason: 'recalled', detail: recallSentence(recall) };
    return (await tokens.spend(projectId, key, spender))
      ? null
      : { valid: false, reason: 'twice', detail: 'this token was already used' };
  }

  return {
    /**
     * Checks the token's signature, its content, its validity at time `at` and the reviewer's role, then marks it as
     * used.
     */
    async verifyDecisionToken(use: TokenUse): Promise<VerifiedDecision> {
      const decision = verifyDecision(use.token, use.content, tokenSecret, unixSeconds(use.at));
      if (!decision.valid) return decision;
      const { claims } = decision;
      const { action, reviewer, trackId } = claims;
      const { version } = Named.parse(use.content);
      const refused = await spend(use, {
        actor: reviewer,
        ...{ action, trackId, version, key: decisionTokenKey(claims) },
      });
      return refused ? { ...refused, claims } : decision;
    },

    /** Checks that the token was signed for this command of the calling workflow, then as for a decision. */
    async verifyCommandToken(use: TokenUse & { command: SignedCommand }): Promise<VerifiedCommand> {
      const { projectId, command, content, token, at } = use;
      const { workflowId } = callingWorkflow();
      const check = verifyCommand(
        token,
        { projectId, workflowId, command, content },
        tokenSecret,
        unixSeconds(at),
      );
      if (!check.valid) {
        const { claims, ...refused } = check;
        return claims ? { ...refused, actor: claims.actor } : refused;
      }
      const { actor, tokenId } = check.claims;
      const refused = await spend(use, {
        ...{ actor, action: command, key: `command:${tokenId}` },
        trackId: TRACK_WORKFLOW.exec(workflowId)?.[1] ?? null,
      });
      return refused ? { ...refused, actor } : { valid: true, actor };
    },
  };
}

/** The version that a decision names. */
const Named = DecisionMessage.pick({ version: true }).strip();

const TRACK_WORKFLOW = /^track\/(.+)$/;

const unixSeconds = (at: string): number => Math.floor(Date.parse(at) / 1000);

export type TokenActivities = ReturnType<typeof createTokenActivities>;
