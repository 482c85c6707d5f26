import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  AmendmentAccepted,
  AmendmentRequest,
  AnswerRequest,
  CreateReleaseRequest,
  ReleaseAccepted,
  ReleaseUsage,
  ReleaseView,
  UsageQuery,
} from '@fermata/contracts/http';
import { ReleaseId } from '@fermata/contracts/values';
import { ROLES_FOR } from '@fermata/domain/track';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CommandRoute } from '../http/command-route.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import {
  idempotencyKeyHeader,
  OptionalIdempotencyKey,
  RequiredIdempotencyKey,
} from '../http/request-headers.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { TrackService } from '../tracks/track-service.ts';
import { AmendmentService } from './amendment-service.ts';
import { ReleaseService } from './release-service.ts';

const id = { schema: ReleaseId };

@ApiTags('releases')
@Controller('v1/releases')
export class ReleasesController {
  constructor(
    @Inject(TrackService) private readonly tracks: TrackService,
    @Inject(ReleaseService) private readonly releases: ReleaseService,
    @Inject(AmendmentService) private readonly amendments: AmendmentService,
  ) {}

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

  @Get(':releaseId')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    ReleaseView,
    'A release: its state and metadata version at each partner, and its open question',
  )
  show(@CurrentPrincipal() principal: Principal, @Param('releaseId', id) releaseId: string) {
    return this.releases.show(principal, releaseId);
  }

  @Get(':releaseId/usage')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    ReleaseUsage,
    'What partners have sold or streamed of a release',
    'The totals by partner and currency, and the reported lines, newest first. Revenue is in the minor unit of the ' +
      'currency.',
  )
  usage(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Query({ schema: UsageQuery }) query: z.infer<typeof UsageQuery>,
  ) {
    return this.releases.usage(principal, releaseId, query);
  }

  @Post(':releaseId/amendments')
  @RequestExample(AmendmentRequest, {
    title: 'Late Rain',
    withoutTerritories: ['DE'],
    reason: 'renamed, and not cleared for Germany',
  })
  @Allow(...ROLES_FOR.amend)
  @CommandQuota()
  @JsonResponse(
    202,
    AmendmentAccepted,
    'Amend the metadata of a release on sale',
    'The partners that sell it get the whole metadata with the next version. Territories stay within those of the ' +
      'approved terms. Audio, cover, files, ISRC, UPC and AI disclosure do not change. Without a change it sends the ' +
      'last metadata again to partners that do not show it. Refused while another amendment runs. A repeat while it ' +
      'runs returns the same amendment.',
  )
  amend(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Body({ schema: AmendmentRequest }) body: z.infer<typeof AmendmentRequest>,
  ) {
    return this.amendments.amend(principal, releaseId, body);
  }

  @Post(':releaseId/answer')
  @RequestExample(AnswerRequest, { answer: 'keep' })
  @CommandRoute(
    'answer',
    'Answer the question what becomes of a release that one partner has not taken',
    'The terms `ask` put it. With `partner` the answer goes to the partner that asks for a fix. ' +
      'Refused as `not-now` when nothing is asked.',
  )
  answer(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Body({ schema: AnswerRequest }) request: z.infer<typeof AnswerRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.releases.answer(principal, releaseId, request, key);
  }
}
