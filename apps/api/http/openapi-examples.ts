import type { z } from 'zod';
import type {
  BudgetRequest,
  CreateTrackRequest,
  DecisionRequest,
  PreviewRequest,
  ReasonRequest,
  SendBackRequest,
  UndoRequest,
  VariationRequest,
  WithdrawRequest,
} from '@fermata/contracts/http';

/** Bodies by operation that are sent as they stand: the page to try the API fills them in, where it would invent a text for each field that there is. */
export const OPENAPI_EXAMPLES = {
  'tracks.create': {
    brief: { text: 'warm lo-fi bed for a study video', durationSeconds: 30 },
  } satisfies z.input<typeof CreateTrackRequest>,
  'tracks.hold': { reason: 'listen to it first' } satisfies z.input<typeof ReasonRequest>,
  'tracks.cancel': { reason: 'the video was called off' } satisfies z.input<typeof ReasonRequest>,
  'tracks.withdraw': { reason: 'a wrong title' } satisfies z.input<typeof WithdrawRequest>,
  'reviews.approve': {} satisfies z.input<typeof DecisionRequest>,
  'reviews.reject': { note: 'not for us' } satisfies z.input<typeof DecisionRequest>,
  'reviews.sendBack': { note: 'slower, without drums' } satisfies z.input<typeof SendBackRequest>,
  'reviews.undo': {} satisfies z.input<typeof UndoRequest>,
  'previews.create': { text: 'late night jazz' } satisfies z.input<typeof PreviewRequest>,
  'previews.vary': { part: 'bass' } satisfies z.input<typeof VariationRequest>,
  'previews.keep': {},
  'costs.setBudget': { perDay: { micros: 2_500_000, currency: 'EUR' } } satisfies z.input<
    typeof BudgetRequest
  >,
  'costs.evict': {},
} as const;
