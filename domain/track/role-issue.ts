import type { Role } from '@fermata/contracts/values';

/** Why an actor with these roles may not take an action that needs one of `needed`; null if it may. */
export const roleIssue = (
  actor: string,
  roles: readonly Role[],
  needed: readonly Role[],
): string | null =>
  needed.some((role) => roles.includes(role))
    ? null
    : `${actor} does not have the role ${needed.join(' or ')} now`;
