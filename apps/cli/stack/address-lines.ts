import { pairs } from '../render/table.ts';

/** The addresses of a running stack that people use. */
export function addressLines(addresses: {
  api: string;
  temporalUi: string | null;
  partner: string;
}): string {
  return pairs(
    [
      ['API', `${addresses.api} (to try it: ${addresses.api}/docs)`],
      ...(addresses.temporalUi === null ? [] : [['Temporal UI', addresses.temporalUi] as const]),
      ['Sandbox partner', addresses.partner],
    ],
    '  ',
  );
}
