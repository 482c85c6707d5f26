// The record of a release. $1 is the project, $2 the release.

const RELEASE = 'FROM public.release WHERE project_id = $1 AND release_id = $2';
const TRACKS = `
  SELECT recording->>'trackId' FROM public.release CROSS JOIN jsonb_array_elements(recordings) AS entry (recording)
  WHERE project_id = $1 AND release_id = $2`;

/** The streams of its tracks, its own, and those of its offers, amendments and withdrawals. */
const STREAMS = `
  SELECT 'track/' || track_id FROM (${TRACKS}) AS own (track_id)
  UNION ALL SELECT 'release/' || release_id ${RELEASE}
  UNION ALL SELECT 'release/' || release_id || '/' || partner FROM public.offer
    WHERE project_id = $1 AND release_id = $2
  UNION ALL SELECT 'amendment/' || release_id || '/' || metadata_version FROM public.amendment
    WHERE project_id = $1 AND release_id = $2
  UNION ALL SELECT 'withdrawal/' || withdrawal_id FROM public.withdrawal
    WHERE project_id = $1 AND release_id = $2`;

/** The orders of its tracks. */
const ORDERS = `
  SELECT partner_order FROM public.track
  WHERE project_id = $1 AND partner_order IS NOT NULL AND track_id IN (${TRACKS})`;

/** Its webhooks: about its reservations, the orders of its tracks, and the requests for them. */
export const WEBHOOKS_OF_RELEASE = `
  SELECT inbox.partner, inbox.webhook_id FROM public.inbox
    JOIN public.offer_reference AS reference USING (partner, partner_reference)
    WHERE reference.project_id = $1 AND reference.release_id = $2
  UNION SELECT partner_order->>'partner', partner_order->>'webhookId' FROM (${ORDERS}) AS orders
  UNION SELECT data->>'partner', data->>'webhookId' FROM public.event
    WHERE project_id = $1 AND type = 'release.requested'
      AND stream IN (SELECT 'track/' || track_id FROM (${TRACKS}) AS own (track_id))`;

/** The condition on an event: all of its streams, and the events of the project's stream that concern it. */
export const EVENT_OF_RELEASE = `(
  stream = ANY(ARRAY(${STREAMS}))
  OR (stream = 'project/' || $1::text AND (
    type IN ('project.held', 'project.resumed')
    OR data->>'releaseId' = $2
    OR (data->>'partner', data->>'webhookId') IN (${WEBHOOKS_OF_RELEASE})
    OR (data->>'partner', data->>'orderId') IN (
      SELECT partner_order->>'partner', partner_order->>'orderId' FROM (${ORDERS}) AS orders))))`;
