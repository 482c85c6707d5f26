// File-based module resolution does not find the package's own types.
declare module '@stdlib/math/base/special/exp/lib/main.js' {
  export default function exp(x: number): number;
}
declare module '@stdlib/math/base/special/pow/lib/main.js' {
  export default function pow(base: number, exponent: number): number;
}
declare module '@stdlib/math/base/special/ln/lib/main.js' {
  export default function ln(x: number): number;
}
declare module '@stdlib/math/base/special/sin/lib/main.js' {
  export default function sin(x: number): number;
}
declare module '@stdlib/math/base/special/cos/lib/main.js' {
  export default function cos(x: number): number;
}
declare module '@stdlib/math/base/special/log10/lib/main.js' {
  export default function log10(x: number): number;
}
declare module '@stdlib/math/base/special/log2/lib/main.js' {
  export default function log2(x: number): number;
}
declare module '@stdlib/math/base/special/tan/lib/main.js' {
  export default function tan(x: number): number;
}
