import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '@fermata/contracts/values';

export const ROLES_METADATA = Symbol('roles');
export const LOCAL_METADATA = Symbol('locally');
export const SIGNED_LINK_METADATA = Symbol('by link');
export type Access = readonly Role[] | 'everybody';

/** Everybody who works on tracks, as opposed to a partner's key. */
export const HUMAN_ROLES = ['creator', 'reviewer', 'operations'] as const satisfies readonly Role[];

/** A key with one of these roles may call the route. */
export const Allow = (...roles: readonly Role[]) =>
  applyDecorators(
    SetMetadata(ROLES_METADATA, roles satisfies Access),
    ApiBearerAuth('key'),
    ApiExtension('x-roles', roles),
  );
/** Whoever calls from this machine needs no key; from elsewhere, one with one of these roles. */
export const AllowLocal = (...roles: readonly Role[]) =>
  applyDecorators(Allow(...roles), SetMetadata(LOCAL_METADATA, true));
/** Who has a link that was signed here needs no key, in what the link names; others one with one of these roles. */
export const AllowSignedLink = (...roles: readonly Role[]) =>
  applyDecorators(Allow(...roles), SetMetadata(SIGNED_LINK_METADATA, true));
/** No key is asked for. */
export const AllowAnonymous = () => SetMetadata(ROLES_METADATA, 'everybody' satisfies Access);
