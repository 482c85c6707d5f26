const SIGNATURES = [
  { mediaType: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
] as const;

/** The media type of a PNG or JPEG by its first bytes; null for all other files. */
export const imageType = (image: Uint8Array): 'image/png' | 'image/jpeg' | null =>
  SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => image[index] === byte))?.mediaType ??
  null;

/** A drawing that is nothing but this picture. */
export const imageSvg = (image: Uint8Array, mediaType: string, side: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">` +
  `<image width="${side}" height="${side}" ` +
  `href="data:${mediaType};base64,${Buffer.from(image).toString('base64')}"/></svg>`;
