import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  AmendmentAccepted,
  AmendmentRequest,
  EventPage,
  EventQuery,
  MessagesQuery,
  NewRelease,
  QuestionAnswerRequest,
  ReasonRequest,
  RedeliveryAccepted,
  RedeliveryRequest,
  ReleaseAccepted,
  ReleaseMessages,
  ReleasePage,
  ReleaseQuery,
  ReleaseUsage,
  ReleaseView,
  UsageQuery,
  WithdrawAccepted,
  WithdrawRequest,
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
import { WithdrawalService } from '../withdrawals/withdrawal-service.ts';
import { AmendmentService } from './amendment-service.ts';
import { RedeliveryService } from './redelivery-service.ts';
import { ReleaseCreationService } from './release-creation-service.ts';
import { ReleaseService } from './release-service.ts';

const id = { schema: ReleaseId };

@ApiTags('releases')
@Controller('v1/releases')
export class ReleasesController {
  constructor(
    @Inject(ReleaseService) private readonly releases: ReleaseService,
    @Inject(ReleaseCreationService) private readonly creation: ReleaseCreationService,
    @Inject(AmendmentService) private readonly amendments: AmendmentService,
    @Inject(WithdrawalService) private readonly withdrawals: WithdrawalService,
    @Inject(RedeliveryService) private readonly redeliveries: RedeliveryService,
  ) {}

  @Post()
  @RequestExample(NewRelease, {
    title: 'Night Rides',
    recordings: [
      { trackId: 'trk_0123456789abcdef01234567', version: 1 },
      { trackId: 'trk_89abcdef0123456701234567', version: 2 },
    ],
    terms: { partners: ['sandbox'], onRejection: 'all-or-nothing' },
  })
  @Allow(...ROLES_FOR.start)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(true))
  @JsonResponse(
    202,
    ReleaseAccepted,
    'Create a release of approved versions',
    'One release of these versions in this order, at the partners of `terms`, at once, at a date, or when one of ' +
      'them asks for it (`publishOn`). Each version must be approved, not recalled, and of this project; the ' +
      'territories lie within those of its approved terms. No person may have withdrawn or cancelled its track; ' +
      'the fate of other releases of a version does not count. A version may be part of several releases and has ' +
      'the same ISRC in each. The cover is the material `metadata.cover`, or that of the first recording. A repeat ' +
      'with the same Idempotency-Key returns the same response. The release of a track starts with its track: ' +
      '`POST /v1/tracks/{trackId}/start`.',
  )
  create(
    @CurrentPrincipal() principal: Principal,
    @RequiredIdempotencyKey() key: string,
    @Body({ schema: NewRelease }) request: NewRelease,
  ) {
    return this.creation.create(principal, key, request);
  }

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, ReleasePage, 'The releases, newest first')
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ReleaseQuery }) query: z.infer<typeof ReleaseQuery>,
  ) {
    return this.releases.list(principal, query);
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
    'The totals by partner and currency, the same by recording, and the reported lines, newest first. Revenue is in ' +
      'the minor unit of the currency.',
  )
  usage(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Query({ schema: UsageQuery }) query: z.infer<typeof UsageQuery>,
  ) {
    return this.releases.usage(principal, releaseId, query);
  }

  @Get(':releaseId/events')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    EventPage,
    'List the events of a release, oldest first',
    'Those of the release, its tracks, offers, amendments and withdrawals, and those of the project about it: usage, ' +
      'orders, requests, and holds of all releases.',
  )
  events(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
  ) {
    return this.releases.events(principal, releaseId, query);
  }

  @Get(':releaseId/messages')
  @Allow('operations')
  @JsonResponse(
    200,
    ReleaseMessages,
    'List the messages of partners about a release, newest first',
    'The webhooks about its reservations, the orders of its tracks and the requests for them, each with its id, the ' +
      'time of its receipt and the text that the partner signed; and fetched messages, as such texts.',
  )
  messages(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Query({ schema: MessagesQuery }) query: z.infer<typeof MessagesQuery>,
  ) {
    return this.releases.messages(principal, releaseId, query);
  }

  @Post(':releaseId/withdraw')
  @RequestExample(WithdrawRequest, { reason: 'a wrong cover' })
  @Allow(...ROLES_FOR.withdraw)
  @CommandQuota()
  @JsonResponse(
    202,
    WithdrawAccepted,
    'Take a release down at its partners, or at those that are named',
    'A repeat while it runs returns the same withdrawal; after a failed one it starts a new one. Other releases with ' +
      'the same recordings stay on sale.',
  )
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Body({ schema: WithdrawRequest }) request: z.infer<typeof WithdrawRequest>,
  ) {
    return this.withdrawals.withdrawRelease(principal, releaseId, request);
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
    'Amend the metadata of a release on sale, or of one about which a partner or the terms ask',
    'The partners that sell it get the whole metadata with the next version, and every later delivery has it. ' +
      'Territories stay within those of the approved terms. `recordings` changes the title, artists, contributors, ' +
      '℗ line, genre, language or explicit flag of single recordings of a release of several, each named by its ' +
      '`number` (on its `disc`, default 1) or its `isrc`. Audio, cover, files, ISRC, UPC and AI disclosure do not ' +
      'change. Without a change it sends the last metadata again to partners that do not show it. Refused while ' +
      'another amendment runs. A repeat while it runs returns the same amendment.',
  )
  amend(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Body({ schema: AmendmentRequest }) body: z.infer<typeof AmendmentRequest>,
  ) {
    return this.amendments.amend(principal, releaseId, body);
  }

  @Post(':releaseId/start')
  @CommandRoute(
    'start',
    'Start a release that a person has created and that waits for its date or a request',
    'It goes to all partners of its terms, as by a request of one of them. Refused as `late` once it has started or ' +
      'ended, as `twice` if it was requested, as `recalled` while a recall concerns one of its recordings, and as ' +
      '`not-allowed` if a person has withdrawn or cancelled the track of one of them, and for the release of a ' +
      'track: `POST /v1/tracks/{trackId}/start` starts that.',
  )
  start(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.releases.start(principal, releaseId, key);
  }

  @Post(':releaseId/cancel')
  @RequestExample(ReasonRequest, { reason: 'the album comes later' })
  @CommandRoute(
    'cancel',
    'Cancel a release that a person has created; offers that were begun are withdrawn',
    'Possible while it waits for its date, a request, its partners or an answer. Refused as `late` when it is on ' +
      'sale, and as `not-allowed` for the release of a track, which is cancelled with its track. See the outcome ' +
      'of the release.',
  )
  cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Body({ schema: ReasonRequest }) request: z.infer<typeof ReasonRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.releases.cancel(principal, releaseId, request, key);
  }

  @Post(':releaseId/redeliver')
  @RequestExample(RedeliveryRequest, { partner: 'sandbox' })
  @Allow(...ROLES_FOR.redeliver)
  @CommandQuota()
  @JsonResponse(
    202,
    RedeliveryAccepted,
    'Redeliver a release that has ended, to one partner',
    'To a partner that has rejected or delisted it, from which it was withdrawn, or that its terms do not name. ' +
      'Approvals, recalls, codes, terms and the requirements of the partner are checked again, also before ' +
      'each step. It has the metadata that was requested last. What the other partners have stays as it is, whatever ' +
      'this one answers. Refused while the release is still being offered or a question is open: then answer that. A ' +
      'repeat while it runs returns the same delivery.',
  )
  redeliver(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Body({ schema: RedeliveryRequest }) body: z.infer<typeof RedeliveryRequest>,
  ) {
    return this.redeliveries.redeliver(principal, releaseId, body);
  }

  @Post(':releaseId/answer')
  @RequestExample(QuestionAnswerRequest, { answer: 'keep' })
  @CommandRoute(
    'answer',
    'Decide about a release that one partner has not taken',
    'The terms `ask` put it. With `partner` the answer goes to the partner that asks for a fix. ' +
      'Refused as `not-now` when nothing is asked.',
  )
  answer(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', id) releaseId: string,
    @Body({ schema: QuestionAnswerRequest }) request: z.infer<typeof QuestionAnswerRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.releases.answer(principal, releaseId, request, key);
  }
}
