/** An amount in the minor unit of its currency, for people: 1250 is `12.50 EUR`, and `1250 JPY`. */
export function minorAmount(minor: number, currency: string): string {
  const digits = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions().maximumFractionDigits;
  const figures = String(Math.abs(minor)).padStart((digits ?? 0) + 1, '0');
  const point = figures.length - (digits ?? 0);
  const amount = digits ? `${figures.slice(0, point)}.${figures.slice(point)}` : figures;
  return `${minor < 0 ? '-' : ''}${amount} ${currency}`;
}
