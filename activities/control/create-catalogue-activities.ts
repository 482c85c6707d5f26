import type { NewEvent } from '@fermata/contracts/events';
import type { DecisionClaims, RefusalReason } from '@fermata/contracts/values';
import type { Catalogue, WithdrawalOutcome } from '@fermata/prisma';
import { verifyDecision } from '@fermata/temporal-config/decision-token';

export interface CatalogueDeps {
  readonly catalogue: Pick<Catalogue, 'events' | 'tokens' | 'deliveries' | 'withdrawals'>;
  /** HMAC key of decision tokens, hex. */
  readonly tokenSecret: string;
  /** See ActivityDeps.requestCheckpoint. */
  readonly requestCheckpoint: () => Promise<void>;
}

export type VerifiedDecision =
  | { valid: true; claims: DecisionClaims }
  | { valid: false; reason: RefusalReason; detail: string; claims?: DecisionClaims };

/** What a shop offers has changed for good: the log is confirmed outside the database at once. */
const CONFIRMED_AT_ONCE: ReadonlySet<string> = new Set(['release.ended', 'withdrawal.ended']);

/** Task queue `control`: the workflows' reads and writes of the catalogue. */
export function createCatalogueActivities({
  catalogue,
  tokenSecret,
  requestCheckpoint,
}: CatalogueDeps) {
  return {
    /** Writes a batch of events of one stream and its projections in one transaction; repeatable. */
    async appendEvents(input: { events: NewEvent[] }): Promise<void> {
      await catalogue.events.append(input.events);
      // Not awaited: the events are stored, and the schedule writes a checkpoint anyway.
      if (input.events.some(({ type }) => CONFIRMED_AT_ONCE.has(type)))
        void requestCheckpoint().catch(() => {});
    },

    /** Checks the token's signature and its validity at time `at`, then marks the token as used. */
    async verifyDecisionToken(input: {
      projectId: string;
      token: string;
      spender: string;
      at: string;
    }): Promise<VerifiedDecision> {
      const decision = verifyDecision(
        input.token,
        tokenSecret,
        Math.floor(Date.parse(input.at) / 1000),
      );
      if (!decision.valid) return decision;
      const { claims } = decision;
      // The key names the reviewer, so another reviewer's refused attempt does not use up the owner's undo.
      const unspent = await catalogue.tokens.spend(
        input.projectId,
        `${claims.action}:${claims.decisionId}:${claims.reviewer}`,
        input.spender,
      );
      return unspent
        ? decision
        : { valid: false, reason: 'twice', detail: 'this decision token was already used', claims };
    },

    /** Null: the track has no such withdrawal, or it has not ended. */
    withdrawalOutcome: (input: {
      projectId: string;
      trackId: string;
      withdrawalId: string;
    }): Promise<WithdrawalOutcome | null> => catalogue.withdrawals.outcome(input),

    /** Registers the workflow that receives a partner's webhooks about this reference. */
    async registerDelivery(input: {
      projectId: string;
      partner: string;
      partnerReference: string;
      workflowId: string;
      trackId: string;
      releaseId: string;
    }): Promise<void> {
      await catalogue.deliveries.register(input);
    },
  };
}

export type CatalogueActivities = ReturnType<typeof createCatalogueActivities>;
