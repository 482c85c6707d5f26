import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OpenTrackPage, OpenTrackQuery, OpenTrackView } from '@fermata/contracts/http';
import { TrackId } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { JsonResponse } from '../http/responses.ts';
import { OpenTrackService } from './open-track-service.ts';

@ApiTags('partners')
@Controller('v1/open-tracks')
export class OpenTracksController {
  constructor(@Inject(OpenTrackService) private readonly tracks: OpenTrackService) {}

  @Get()
  @Allow('partner')
  @JsonResponse(
    200,
    OpenTrackPage,
    'List the tracks that the partner of the key may ask for, newest first',
    'Approved tracks that wait for a date or a request and whose release terms name the partner. Those that meet all ' +
      'conditions; `text`: words in title, style, mood, key, tempo or tags. A page may have fewer items than its ' +
      'limit: only `nextCursor` null ends the list.',
  )
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: OpenTrackQuery }) query: OpenTrackQuery,
  ) {
    return this.tracks.list(principal, query);
  }

  @Get(':trackId')
  @Allow('partner')
  @JsonResponse(
    200,
    OpenTrackView,
    'Show a track that the partner of the key may ask for, with a link to hear it',
    'A track that is not open to the partner, or no longer, is a 404, as one that does not exist.',
  )
  find(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', { schema: TrackId }) trackId: string,
  ) {
    return this.tracks.find(principal, trackId);
  }
}
