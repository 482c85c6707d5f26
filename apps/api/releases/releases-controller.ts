import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CreateReleaseRequest, ReleaseAccepted } from '@fermata/contracts/http';
import { ROLES_FOR } from '@fermata/domain/track';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { idempotencyKeyHeader, RequiredIdempotencyKey } from '../http/request-headers.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { TrackService } from '../tracks/track-service.ts';

@ApiTags('releases')
@Controller('v1/releases')
export class ReleasesController {
  constructor(@Inject(TrackService) private readonly tracks: TrackService) {}

  @Post()
  @RequestExample(CreateReleaseRequest, { trackId: 'trk_0123456789abcdef01234567' })
  @Allow(...ROLES_FOR.release)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(true))
  @JsonResponse(
    202,
    ReleaseAccepted,
    'Start the release of an approved track',
    'For a track that waits for its date or for a request of a partner. Refused in every other stage, and while the ' +
      'track is held, with the reason. A repeat with the same Idempotency-Key returns the same answer.',
  )
  create(
    @CurrentPrincipal() principal: Principal,
    @RequiredIdempotencyKey() key: string,
    @Body({ schema: CreateReleaseRequest }) { trackId }: z.infer<typeof CreateReleaseRequest>,
  ) {
    return this.tracks.release(principal, trackId, key);
  }
}
