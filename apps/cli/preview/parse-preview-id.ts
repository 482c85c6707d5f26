import { PreviewId } from '@fermata/contracts/values';
import { parseId } from '../parse-id.ts';

export const parsePreviewId = (argument: string | undefined): string =>
  parseId(PreviewId, argument, { kind: 'preview', prefix: 'prv' });
