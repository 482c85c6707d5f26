import {
  type AllowedAction,
  isFinal,
  type ReviewTerms,
  type Role,
  type Stage,
  type Verdict,
} from '@fermata/contracts/values';

export type ActionFacts = {
  stage: Stage;
  held: boolean;
  /** Does a candidate wait to be picked by a person? */
  pickable: boolean;
  /** Does a partner hold something of a release that has ended? */
  withdrawable: boolean;
  review: ReviewFacts | null;
};
export type ReviewFacts = {
  state: 'open' | 'grace' | 'approved' | 'rejected' | 'sent-back' | 'expired' | 'cancelled';
  terms: Pick<ReviewTerms, 'reviewers' | 'ownWorkAllowed'>;
  requestedBy: string;
  decisions: readonly { reviewer: string; verdict: Verdict; undone: boolean }[];
};
type ActionPrincipal = { actor: string; roles: readonly Role[] };

/** The roles that each action needs: the routes ask for the same ones. */
export const ROLES_FOR = {
  pick: ['creator', 'operations'],
  hold: ['creator', 'operations'],
  resume: ['creator', 'operations'],
  cancel: ['creator', 'operations'],
  withdraw: ['creator', 'operations'],
  approve: ['reviewer'],
  reject: ['reviewer'],
  'send-back': ['reviewer'],
  undo: ['reviewer'],
} as const satisfies Record<AllowedAction, readonly Role[]>;

/** What the viewer may try now, as far as the read side knows: the workflow still has the last word. */
export function allowedActions(facts: ActionFacts, principal: ActionPrincipal): AllowedAction[] {
  const running = !isFinal(facts.stage);
  const possible: AllowedAction[] = [
    ...(facts.stage === 'picking' && facts.pickable ? (['pick'] as const) : []),
    ...(facts.review && running ? reviewActions(facts.review, principal) : []),
    ...(running ? ([facts.held ? 'resume' : 'hold', 'cancel'] as const) : []),
    ...(!running && facts.withdrawable ? (['withdraw'] as const) : []),
  ];
  return possible.filter((action) => hasRole(action, principal));
}

/** Those of the actions that concern the review itself. */
export function reviewActions(review: ReviewFacts, principal: ActionPrincipal): AllowedAction[] {
  const { state, terms, requestedBy, decisions } = review;
  if (state !== 'open' && state !== 'grace') return [];
  if (terms.reviewers.length > 0 && !terms.reviewers.includes(principal.actor)) return [];
  if (!terms.ownWorkAllowed && requestedBy === principal.actor) return [];
  const decided = decisions.some(
    (decision) => decision.reviewer === principal.actor && !decision.undone,
  );
  const actions: AllowedAction[] = decided
    ? ['undo']
    : state === 'open'
      ? ['approve', 'reject', 'send-back']
      : [];
  return actions.filter((action) => hasRole(action, principal));
}

const hasRole = (action: AllowedAction, { roles }: ActionPrincipal): boolean =>
  ROLES_FOR[action].some((role) => roles.includes(role));
