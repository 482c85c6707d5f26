import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NoteUnderstandingView, UnderstandNoteRequest } from '@fermata/contracts/http';
import { TrackId } from '@fermata/contracts/values';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { ClientGone } from '../http/client-gone.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { EditService } from './edit-service.ts';

@ApiTags('tracks')
@Controller('v1/tracks/:trackId/edits')
export class EditsController {
  constructor(@Inject(EditService) private readonly edits: EditService) {}

  @Post('understand')
  @RequestExample(UnderstandNoteRequest, { note: 'a bit slower, without drums' })
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    NoteUnderstandingView,
    'Show how a note about a version is understood',
    'Nothing is changed. `edits` are what a send-back with this note would do; everything that they do not name ' +
      'stays as it is. `understanding` names every wish of the note, in its order, with its outcome.',
  )
  understand(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', { schema: TrackId }) trackId: string,
    @Body({ schema: UnderstandNoteRequest }) request: UnderstandNoteRequest,
    @ClientGone() clientGone: AbortSignal,
  ): Promise<NoteUnderstandingView> {
    return this.edits.understand(principal, trackId, request, clientGone);
  }
}
