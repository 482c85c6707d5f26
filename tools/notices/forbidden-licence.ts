/**
 * Why a package under this SPDX expression may not be used; undefined if it may. GPL, AGPL and SSPL
 * are refused wherever no other licence can be chosen; LGPL is allowed. No licence is refused, too.
 */
export function forbiddenLicence(licence: string): string | undefined {
  if (licence.trim() === '' || /^unlicensed$/i.test(licence)) return 'names no licence';
  const choices = licence.split(/\s+or\s+/i);
  return choices.every((choice) => /(^|[^L\w])(A?GPL|SSPL)/i.test(choice))
    ? `is licensed under ${licence}`
    : undefined;
}
