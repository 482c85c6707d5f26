import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PrincipalView } from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import { Allow } from '../auth/allow.ts';
import { CurrentPrincipal, type Principal } from '../auth/viewer.ts';
import { CATALOGUE } from '../doors/tokens.ts';
import { JsonResponse } from '../openapi/answers.ts';

@ApiTags('account')
@Controller('v1/me')
export class AccountController {
  readonly #catalogue: Catalogue;
  constructor(@Inject(CATALOGUE) catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  @Get()
  @Allow('creator', 'reviewer', 'operations', 'partner')
  @JsonResponse(200, PrincipalView, 'Whose key this is, in which project and roles')
  async me(@CurrentPrincipal() principal: Principal) {
    return {
      ...principal,
      name:
        (await this.#catalogue.actors.names(principal.projectId, [principal.actor])).get(
          principal.actor,
        ) ?? null,
    };
  }
}
