import type { ApiClient } from '@fermata/clients/api';
import { PreviewView } from '@fermata/contracts/http';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf } from '../invalid-options.ts';
import type { PreviewOptions } from './preview-request.ts';

/** The preview with this id. Throws a CommandError for an option that would change it. */
export async function findPreview(
  api: ApiClient,
  id: string,
  { track, candidates, seconds, fallback: _fallback, ...others }: PreviewOptions,
): Promise<PreviewView> {
  const given = Object.entries(others).find(([, value]) => value !== undefined && value !== false);
  if (given !== undefined)
    throw new CommandError(
      EXIT.usage,
      `${flagOf(given[0])} cannot be combined with the id of a preview; ` +
        `"fermata preview vary ${id}" changes one thing.`,
    );
  if (!track && (seconds !== undefined || candidates !== undefined))
    throw new CommandError(EXIT.usage, '--seconds and --candidates need --track here.');
  return api.get(`/v1/previews/${id}`, PreviewView);
}
