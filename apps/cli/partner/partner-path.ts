import { parsePartner } from './parse-partner.ts';

export const PARTNERS_PATH = '/v1/partners';

export const partnerPath = (argument: string | undefined): string =>
  `${PARTNERS_PATH}/${parsePartner(argument)}`;
