import type { RecallSubject } from '@fermata/contracts/values';

// Raw: joins over the JSON of recipes and recordings. $1 is the project, $2 a part of the recipe.

/** A version of a `track` was made with the subject, or the subject has understood its brief. */
export const MADE_WITH = `
  track.project_id = $1 AND (
    EXISTS (
      SELECT FROM public.version AS version
      JOIN public.recipe AS recipe ON recipe.project_id = $1 AND recipe.recipe_id = version.recipe_id
      WHERE version.track_id = track.track_id AND version.version = track.version AND recipe.recipe @> $2::jsonb)
    OR EXISTS (
      SELECT FROM public.asset_use AS use
      JOIN public.recipe AS recipe ON recipe.project_id = $1 AND recipe.recipe_id = use.recipe_id
      WHERE use.project_id = $1 AND use.track_id = track.track_id AND use.version = track.version
        AND recipe.recipe @> $2::jsonb)
    OR EXISTS (
      SELECT FROM public.version AS version
      WHERE version.track_id = track.track_id AND version.version = track.version AND (
        version.document->'intent'->'interpreter' @> ($2::jsonb->'model')
        OR version.document->'intent'->'interpreter'->'models' @> jsonb_build_array($2::jsonb->'model'))))`;

/** A partner may have the release. As `isTakenDown` decides. */
export const isOffered = (release: 'track' | 'release'): string => `
  EXISTS (
    SELECT FROM public.offer AS offer
    WHERE offer.project_id = $1 AND offer.release_id = ${release}.release_id
      AND offer.state <> 'taken-down')`;

/** The release is being withdrawn by a withdrawal that has started, and in the last hour. */
export const isWithdrawing = (release: 'track' | 'release'): string => `
  EXISTS (
    SELECT FROM public.withdrawal AS withdrawal
    WHERE withdrawal.project_id = $1 AND withdrawal.release_id = ${release}.release_id
      AND withdrawal.ended_at IS NULL AND withdrawal.started_at > now() - interval '1 hour')`;

/** The release of a `track` is to be withdrawn or stopped. $3: the stages of tracks that may have to be withdrawn. */
export const IN_REACH = `
  ((track.stage = 'publishing' OR track.stage = ANY($3::text[])) AND ${isOffered('track')})`;

/** A `release` was created by a person, and has started. */
export const CREATED_BY_PERSON = `
  release.project_id = $1 AND release.content IS NOT NULL AND release.started_at IS NOT NULL`;

/** The part of a recipe that names the subject. */
export const partOfRecipe = (subject: RecallSubject): string =>
  JSON.stringify(
    subject.kind === 'engine'
      ? { engine: { sha256: subject.sha256 } }
      : { model: { name: subject.name, version: subject.version } },
  );
