// The record of a release. $1 is the project, $2 the release. Every part is found by an index.

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

// The planner expects few values in an array, but a hundred in a subquery of JSON, for which it would scan a table.
/** The orders of its tracks. */
const ORDERS = `
  SELECT partner_order FROM public.track
  WHERE project_id = $1 AND partner_order IS NOT NULL AND track_id = ANY(ARRAY(${TRACKS}))`;

/** Its webhooks: about its reservations, the orders of its tracks, and the requests for it and for them. */
export const WEBHOOKS_OF_RELEASE = `
  SELECT inbox.partner, inbox.webhook_id FROM public.inbox
    JOIN public.offer_reference AS reference USING (partner, partner_reference)
    WHERE reference.project_id = $1 AND reference.release_id = $2
  UNION SELECT partner_order->>'partner', partner_order->>'webhookId' FROM (${ORDERS}) AS orders
  UNION SELECT data->>'partner', data->>'webhookId' FROM public.event
    WHERE project_id = $1 AND type = 'release.requested'
      AND stream = ANY(ARRAY(
        SELECT 'track/' || track_id FROM (${TRACKS}) AS own (track_id)
        UNION ALL SELECT 'release/' || release_id ${RELEASE}))`;

/** The project's stream, with the condition of the indexes on its events. */
const OF_PROJECT = "stream LIKE 'project/%' AND stream = 'project/' || $1::text";

const POSITIONS = `
  SELECT position FROM public.event WHERE stream = ANY(ARRAY(${STREAMS}))
  UNION SELECT position FROM public.event
    WHERE stream = 'project/' || $1::text AND type IN ('project.held', 'project.resumed')
  UNION SELECT position FROM public.event WHERE ${OF_PROJECT} AND data->>'releaseId' = $2
  UNION SELECT position FROM (${WEBHOOKS_OF_RELEASE}) AS webhook
    JOIN public.event ON data->>'webhookId' = webhook_id AND data->>'partner' = partner
    WHERE ${OF_PROJECT}
  UNION SELECT position FROM (${ORDERS}) AS orders
    JOIN public.event ON data->>'orderId' = partner_order->>'orderId' AND data->>'partner' = partner_order->>'partner'
    WHERE ${OF_PROJECT}`;

/** The events of all its streams, and those of the project's stream that concern it. After $3, at most $4. */
export const EVENTS_OF_RELEASE = `
  SELECT * FROM public.event WHERE project_id = $1 AND position = ANY(ARRAY(${POSITIONS})) AND position > $3
  ORDER BY position LIMIT $4`;
