import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '@fermata/contracts';

export const ROLES = Symbol('roles');
export const LOCALLY = Symbol('locally');
export const BY_LINK = Symbol('by link');
export type Access = readonly Role[] | 'everybody';

/** Everybody who works on tracks, as opposed to a partner's key. */
export const PEOPLE = ['creator', 'reviewer', 'operations'] as const satisfies readonly Role[];

/** A key with one of these roles may call the route. */
export const Allow = (...roles: readonly Role[]) =>
  applyDecorators(
    SetMetadata(ROLES, roles satisfies Access),
    ApiBearerAuth('key'),
    ApiExtension('x-roles', roles),
  );
/** Whoever calls from this machine needs no key; from elsewhere, one with one of these roles. */
export const AllowLocally = (...roles: readonly Role[]) =>
  applyDecorators(Allow(...roles), SetMetadata(LOCALLY, true));
/** Who has a link that was signed here needs no key, in what the link names; others one with one of these roles. */
export const AllowByLink = (...roles: readonly Role[]) =>
  applyDecorators(Allow(...roles), SetMetadata(BY_LINK, true));
/** No key is asked for. */
export const AllowEverybody = () => SetMetadata(ROLES, 'everybody' satisfies Access);
