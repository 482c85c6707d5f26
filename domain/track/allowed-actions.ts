import {
  type AllowedAction,
  hasLeftProduction,
  type Role,
  type Stage,
} from '@fermata/contracts/values';
import { isRefusedByRecall } from '../recall/recall-rules.ts';
import { possibleReviewActions, type ReviewFacts } from '../review/decision-rules.ts';
import { type Command, commandIssue } from './command-issue.ts';

export type { ReviewFacts } from '../review/decision-rules.ts';
export interface ActionFacts {
  readonly stage: Stage;
  readonly held: boolean;
  /** Whether a candidate waits for a person's pick. */
  readonly pickable: boolean;
  /** Whether a withdrawal has something to take down. */
  readonly withdrawable: boolean;
  readonly review: ReviewFacts | null;
  /** Whether something that its version was made with is recalled. */
  readonly recalled?: boolean;
}
type ActionPrincipal = { actor: string; roles: readonly Role[] };

/** Roles that may take each action; the routes require the same. */
export const ROLES_FOR = {
  pick: ['creator', 'operations'],
  hold: ['creator', 'operations'],
  resume: ['creator', 'operations'],
  cancel: ['creator', 'operations'],
  // The roles that decide on publication; the creator of a track does not.
  start: ['reviewer', 'operations'],
  withdraw: ['creator', 'operations'],
  answer: ['creator', 'operations'],
  amend: ['operations'],
  // A decision on publication, as `start` is.
  redeliver: ['reviewer', 'operations'],
  // It takes the place of the partner's own answer.
  'declare-gone': ['operations'],
  approve: ['reviewer'],
  reject: ['reviewer'],
  'send-back': ['reviewer'],
  undo: ['reviewer'],
} as const satisfies Record<AllowedAction, readonly Role[]>;

/** The roles that may request a track. */
export const REQUESTER_ROLES = ['creator', 'operations'] as const satisfies readonly Role[];

/** The actions that the principal may try now. Projections may lag, so the workflow decides again. */
export function allowedActions(facts: ActionFacts, principal: ActionPrincipal): AllowedAction[] {
  const { stage, held, pickable, withdrawable, review, recalled = false } = facts;
  // Projections show a cancellation only after it has ended.
  const accepts = (command: Command): boolean =>
    commandIssue(command, { stage, held, cancelling: false }) === null;
  const possible: AllowedAction[] = [
    ...(pickable && accepts('pick') ? (['pick'] as const) : []),
    ...(review && !hasLeftProduction(stage) ? possibleReviewActions(review, principal.actor) : []),
    ...(['hold', 'resume', 'cancel', 'start'] as const).filter(accepts),
    ...(withdrawable && hasLeftProduction(stage) ? (['withdraw'] as const) : []),
  ];
  return possible.filter(
    (action) => hasRole(action, principal) && !(recalled && isRefusedByRecall(action)),
  );
}

/** The allowed actions that concern the review itself. */
export const reviewActions = (review: ReviewFacts, principal: ActionPrincipal): AllowedAction[] =>
  possibleReviewActions(review, principal.actor).filter((action) => hasRole(action, principal));

/** Whether a role of the principal may take the action. */
export const hasRole = (
  action: AllowedAction,
  { roles }: Pick<ActionPrincipal, 'roles'>,
): boolean => ROLES_FOR[action].some((role) => roles.includes(role));
