export const NODE_SHA256: Readonly<Record<string, string>>;
export function verifyNode(file: string, platform?: string): Promise<void>;
