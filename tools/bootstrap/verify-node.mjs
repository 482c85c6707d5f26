import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * The sha256 of the program in the npm packages node-<platform> 24.21.0. The package `node` installs
 * one of them outside package-lock.json, so npm does not verify it.
 */
export const NODE_SHA256 = {
  'linux-x64': '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c',
  'linux-arm64': '0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584',
  'win32-x64': 'ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32',
};

/** Throws unless the file is the Node.js that this repository runs on. */
export async function verifyNode(file, platform = `${process.platform}-${process.arch}`) {
  const expected = NODE_SHA256[platform];
  if (expected === undefined)
    throw new Error(
      `Node.js 24.21.0 for ${platform} cannot be verified: its sha256 is not in ` +
        `tools/bootstrap/verify-node.mjs, only those for ${Object.keys(NODE_SHA256).join(', ')}`,
    );
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const got = hash.digest('hex');
  if (got !== expected)
    throw new Error(`${file} is not Node.js 24.21.0: its sha256 is ${got}, not ${expected}`);
}
