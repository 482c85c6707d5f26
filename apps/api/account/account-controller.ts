import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { WhoAmI } from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import { Allow } from '../auth/allow.ts';
import { TheViewer, type Viewer } from '../auth/viewer.ts';
import { CATALOGUE } from '../doors/tokens.ts';
import { Answers } from '../openapi/answers.ts';

@ApiTags('account')
@Controller('v1/me')
export class AccountController {
  readonly #catalogue: Catalogue;
  constructor(@Inject(CATALOGUE) catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  @Get()
  @Allow('creator', 'reviewer', 'operations', 'partner')
  @Answers(200, WhoAmI, 'Whose key this is, in which project and roles')
  async me(@TheViewer() viewer: Viewer) {
    return {
      ...viewer,
      name:
        (await this.#catalogue.actors.names(viewer.projectId, [viewer.actor])).get(viewer.actor) ??
        null,
    };
  }
}
