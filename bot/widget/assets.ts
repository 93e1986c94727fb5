import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StartFault } from '../settings/startFault';
import type { Locale } from '../content/dialogSettings';

/** A built file with its compressed forms, held in memory (about 3 MB in all). */
export interface Asset {
  plain: Buffer;
  br: Buffer;
  gzip: Buffer;
  /** Hash of the content, 16 characters of base64url; part of the URL. */
  version: string;
}

/** Files that the build publishes. */
export type AssetName = `widget.${Locale}.js` | 'webchat.js' | 'webchat-minimal.js.LICENSE.txt';

const TOP = join(__dirname, '../..');
/** Directory of the built scripts, from the build or from the sources. */
export const ASSETS = join(basename(TOP) === 'dist' ? TOP : join(TOP, 'dist'), 'bot/widget/assets');

/**
 * Reads a built file and its compressed forms.
 * @throws StartFault where the build is missing
 */
export const loadAsset = async (directory: string, name: AssetName): Promise<Asset> => {
  const file = join(directory, name);
  try {
    const [plain, br, gzip] = await Promise.all([readFile(file), readFile(`${file}.br`), readFile(`${file}.gz`)]);
    return { plain, br, gzip, version: hash('sha256', plain, 'base64url').slice(0, 16) };
  } catch (error) {
    throw new StartFault(`${file}: cannot be read; run npm run build`, { cause: error });
  }
};

/** Smallest form of an asset that `Accept-Encoding` allows; without `encoding` the plain one. */
export const negotiate = (
  asset: Asset,
  acceptEncoding: string | undefined,
): { body: Buffer; encoding?: 'br' | 'gzip' } => {
  const accepted = (acceptEncoding ?? '').split(',').map((part) => part.trim());
  const takes = (encoding: string) =>
    accepted.some((part) => part === encoding || (part.startsWith(`${encoding};`) && !/q=0(\.0*)?$/.test(part)));
  if (takes('br')) return { body: asset.br, encoding: 'br' };
  if (takes('gzip')) return { body: asset.gzip, encoding: 'gzip' };
  return { body: asset.plain };
};
