import { ApplicationFailure } from '@temporalio/common';
import { ZodError } from 'zod';
import type { NewEvent } from '@fermata/contracts/events';
import type { DecisionClaims, RefusalReason } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import { DeliveryConflictError, InvalidEventError, SequenceConflictError } from '@fermata/prisma';
import { verifyDecision } from '@fermata/temporal-config/decision-token';

export interface CatalogueDeps {
  readonly catalogue: Catalogue;
  /** HMAC key of decision tokens, hex. */
  readonly tokenSecret: string;
}

export type VerifiedDecision =
  | { valid: true; claims: DecisionClaims }
  | { valid: false; reason: RefusalReason; detail: string; claims?: DecisionClaims };

/** Task queue `control`: what the workflows write down and ask. */
export function createCatalogueActivities({ catalogue, tokenSecret }: CatalogueDeps) {
  return {
    /** Writes a batch of one stream with its projections, in one transaction. The same batch again changes nothing. */
    async appendEvents(input: { events: NewEvent[] }): Promise<void> {
      try {
        await catalogue.events.append(input.events);
      } catch (error) {
        // Another writer in our stream, or an event that cannot be one: findings that no retry can heal.
        if (
          error instanceof SequenceConflictError ||
          error instanceof InvalidEventError ||
          error instanceof ZodError
        )
          throw ApplicationFailure.nonRetryable(error.message, error.name);
        throw error;
      }
    },

    /** A name in a payload proves nothing: checks the signature, and the time `at` which it was handed in, and spends the token. */
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
      // With the reviewer: another one's vain attempt must not use up the owner's undo.
      const unspent = await catalogue.tokens.spend(
        input.projectId,
        `${claims.action}:${claims.decisionId}:${claims.reviewer}`,
        input.spender,
      );
      return unspent
        ? decision
        : { valid: false, reason: 'twice', detail: 'this decision was handed in before', claims };
    },

    /** Lets the relay find the workflow that a partner's webhook belongs to. */
    async registerDelivery(input: {
      projectId: string;
      partner: string;
      partnerReference: string;
      workflowId: string;
      trackId: string;
      releaseId: string;
    }): Promise<void> {
      try {
        await catalogue.deliveries.register(input);
      } catch (error) {
        // The partner has given one reference to two releases: no retry can tell them apart.
        if (error instanceof DeliveryConflictError)
          throw ApplicationFailure.nonRetryable(error.message, error.name);
        throw error;
      }
    },
  };
}

export type CatalogueActivities = ReturnType<typeof createCatalogueActivities>;
