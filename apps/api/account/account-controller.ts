import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PrincipalView } from '@fermata/contracts/http';
import type { Catalogue } from '@fermata/prisma';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { JsonResponse } from '../http/responses.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

@ApiTags('account')
@Controller('v1/me')
export class AccountController {
  constructor(@Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'actors'>) {}

  @Get()
  @Allow('creator', 'reviewer', 'operations', 'partner')
  @JsonResponse(200, PrincipalView, 'Show the owner of the key, with project and roles')
  async me(@CurrentPrincipal() principal: Principal) {
    return {
      ...principal,
      name:
        (await this.catalogue.actors.names(principal.projectId, [principal.actor])).get(
          principal.actor,
        ) ?? null,
    };
  }
}
