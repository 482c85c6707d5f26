import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BriefUnderstanding, UnderstandRequest } from '@fermata/contracts/http';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { ClientGone } from '../http/client-gone.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { BriefService } from './brief-service.ts';

@ApiTags('briefs')
@Controller('v1/briefs')
export class BriefsController {
  constructor(@Inject(BriefService) private readonly briefs: BriefService) {}

  @Post('understand')
  @RequestExample(UnderstandRequest, { text: 'calm lo-fi in D minor, no drums, 45 seconds' })
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    BriefUnderstanding,
    'Show how a brief is understood',
    'Nothing is made. `understanding` names every wish of the text, in its order, with its outcome: `honoured`, ' +
      '`approximated`, `impossible` or `ignored`. With `strict`, a text with a wish that is impossible or ignored is ' +
      'refused with 422, and `errors` has the reasons.',
  )
  understand(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: UnderstandRequest }) request: UnderstandRequest,
    @ClientGone() clientGone: AbortSignal,
  ): Promise<BriefUnderstanding> {
    return this.briefs.understand(principal, request, clientGone);
  }
}
