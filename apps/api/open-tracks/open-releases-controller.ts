import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OpenReleasePage, OpenReleaseQuery, OpenReleaseView } from '@fermata/contracts/http';
import { ReleaseId } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { JsonResponse } from '../http/responses.ts';
import { OpenReleaseService } from './open-release-service.ts';

@ApiTags('partners')
@Controller('v1/open-releases')
export class OpenReleasesController {
  constructor(@Inject(OpenReleaseService) private readonly releases: OpenReleaseService) {}

  @Get()
  @Allow('partner')
  @JsonResponse(
    200,
    OpenReleasePage,
    'List the releases that the partner of the key may ask for, newest first',
    'Releases of approved versions that wait for a date or a request and whose terms name the partner. A page may ' +
      'have fewer items than its limit: only `nextCursor` null ends the list.',
  )
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: OpenReleaseQuery }) query: OpenReleaseQuery,
  ) {
    return this.releases.list(principal, query);
  }

  @Get(':releaseId')
  @Allow('partner')
  @JsonResponse(
    200,
    OpenReleaseView,
    'Show a release that the partner of the key may ask for, with a link to hear each recording',
    'A release that is not open to the partner, or no longer, is a 404, as one that does not exist.',
  )
  find(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', { schema: ReleaseId }) releaseId: string,
  ) {
    return this.releases.find(principal, releaseId);
  }
}
